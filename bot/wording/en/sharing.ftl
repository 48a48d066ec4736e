share-refused = { $platform ->
    [slack] I am not in this channel. Invite me (/invite and my name), then press again.
   *[other] I may not write there. Let me into the group, then press again.
}
answer-among-others = To answer in words, begin with /crm or mention me.
picture-in-private = The picture is in your own chat with me.
