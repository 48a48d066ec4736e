"""Phone numbers: E.164 for comparing and dialling; what was written is kept beside it."""

# The fields that hold a number as it was written, and those that hold the same in E.164.
E164_OF = {"phone": "phone_e164", "mobile": "mobile_e164"}


def number_fields(field: str, written: str, country: str) -> dict[str, str]:
    """Both fields of a number, one of `E164_OF`."""
    return {field: written, E164_OF[field]: e164(written, country)}


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


def country_of(number: str) -> str:
    """The country (ISO 3166) of a number in E.164; "" where it has none."""
    if not number:
        return ""
    import phonenumbers

    return phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
