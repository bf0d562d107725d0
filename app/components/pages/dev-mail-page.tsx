/** The mails that this machine keeps instead of sending them. For whoever runs it, so in English only. */
export function DevMailPage({
  mails,
}: {
  readonly mails: readonly {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly sentAt: string;
  }[];
}) {
  return (
    <>
      <h1>Mails</h1>
      <p className="soft">SMTP_URL is not set, so mails are kept here. The newest comes first.</p>
      {mails.length === 0 && <p>None yet.</p>}
      {mails.map((mail) => (
        <article className="card" key={mail.sentAt + mail.to}>
          <h2>{mail.subject}</h2>
          <p className="soft">
            To {mail.to}, {mail.sentAt}
          </p>
          <p className="mail">{linked(mail.text)}</p>
        </article>
      ))}
    </>
  );
}

function linked(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
