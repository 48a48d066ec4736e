meant-log_call = Log a call{ $about ->
    [none] { "" }
   *[other] {" "}with { $about }
 }
meant-log_meeting = Log a meeting{ $about ->
    [none] { "" }
   *[other] {" "}with { $about }
 }
meant-log_email = Log an e-mail{ $about ->
    [none] { "" }
   *[other] {" "}to { $about }
 }
meant-add_note = Keep a note{ $about ->
    [none] { "" }
   *[other] {" "}on { $about }
 }
meant-schedule_call = Plan a call{ $about ->
    [none] { "" }
   *[other] {" "}with { $about }
 }
meant-schedule_meeting = Plan a meeting{ $about ->
    [none] { "" }
   *[other] {" "}with { $about }
 }
meant-create_task = New task{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-complete_task = Done{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-set_reminder = Remind me{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-snooze_reminder = Snooze{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-cancel_reminder = Forget the reminder{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-reschedule = Move{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-list_agenda = Show the agenda
meant-create_contact = New contact{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-update_contact = Change a contact{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-create_account = New company{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-update_account = Change a company{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-create_lead = New lead{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-update_lead = Change a lead{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-convert_lead = Convert a lead{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-create_deal = New deal{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-update_deal = Change a deal{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-find_contact = Look up a person{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-find_account = Look up a company{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-find_deal = Look up a deal{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-list_contacts = List people{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-list_deals = List deals{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-show_history = History{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-pipeline_report = Report on the pipeline
meant-activity_report = Report on the activity
meant-assign = Give away{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-merge = Merge{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-delete = Delete{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-change_setting = Change a setting{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-search_notes = Search the notes{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-wait_for = Wait for{ $about ->
    [none] { "" }
   *[other] {" "}{ $about }
 }
