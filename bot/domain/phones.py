"""Phone numbers: E.164 for comparing and dialling; what was written is kept beside it."""


def e164(written: str, country: str) -> str:
    """ "06 12 34 56 78" with "FR" -> "+33612345678"; "" where this is no possible number."""
    if not any(c.isdigit() for c in written):
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
