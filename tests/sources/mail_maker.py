"""E-mails made for a test, as a mail program and as Outlook write them; everybody is invented."""

from email.message import EmailMessage
from pathlib import Path

from clew.exercise.formats.outlook import Letter, Tree, attachment, compound, message, props

__all__ = ["attachment", "compound", "inside", "mail", "nested", "outlook"]


def mail(text: str = "Hello.", **headers: str) -> EmailMessage:
    """Make a mail from one invented person to another."""
    made = EmailMessage()
    said = {
        "Subject": "Seats",
        "From": "Arber Hoti <arber@example.test>",
        "To": "vesa@example.test",
    }
    said |= {"Date": "Sun, 01 Mar 2026 18:30:00 +0100", "Message-ID": "<one@example.test>"}
    for name, value in (said | headers).items():
        made[name] = value
    made.set_content(text)
    return made


def nested(levels: int) -> EmailMessage:
    """Make a mail inside a mail, *levels* deep."""
    made = mail("the innermost")
    for level in range(levels - 1):
        outer = mail(f"level {level}")
        outer.add_attachment(made)
        made = outer
    return made


def outlook(subject: str, text: str, *attached: Tree, head: int = 32) -> Tree:
    """Give the tree of an Outlook mail from one invented person to another."""
    letter = Letter(
        subject,
        text,
        ("Arber Hoti", "arber@example.test"),
        ("Vesa Krasniqi", "vesa@example.test"),
        "Sun, 01 Mar 2026 18:30:00 +0100",
        "<two@example.test>",
    )
    return message(letter, *attached, head=head)


def inside(subject: str, text: str) -> Tree:
    """Give the tree of a mail attached to an Outlook mail."""
    tree = props(8, {0x3705: 5, 0x3001: subject})
    tree["__substg1.0_3701000D"] = outlook(subject, text, head=24)
    return tree


def write_samples(folder: Path) -> None:
    """Write the samples of the readers of mail."""
    made = mail("The van is BT 123-AE.\n\nCall +383 44 000 111.")
    made.add_attachment(
        "name,phone\nVesa Krasniqi,+38344000102\n", subtype="csv", filename="seats.csv"
    )
    made.add_attachment(mail("earlier words", Subject="Before"))
    (folder / "mail.eml").write_bytes(made.as_bytes())
    tree = outlook(
        "Seats",
        "The van is BT 123-AE.\r\n\r\nCall +383 44 000 111.",
        attachment("seats.csv", b"name,phone\nVesa Krasniqi,+38344000102\n"),
        inside("Before", "earlier words"),
    )
    (folder / "mail.msg").write_bytes(compound(tree))
