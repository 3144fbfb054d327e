package org.wholepicture.local;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mails on disk, one file for each recipient of each. Thread-safe. */
final class Mailbox {

    /** Ours, put before the mail's own headers: who the envelope named, and when it came. */
    private static final String RECIPIENT = "X-Wp-Recipient";

    private static final String RECEIVED = "X-Wp-Received";

    private static final Session SESSION = Session.getInstance(new Properties());

    private final Path folder;
    private final List<Mail> mails = new ArrayList<>();

    /**
     * One mail to one recipient.
     *
     * @param id counted from 1 in the order of arrival
     * @param received when it came, real time
     * @param recipient address of the envelope
     * @param date the mail's own date, as written in it
     */
    record Mail(
            long id,
            Instant received,
            String recipient,
            String from,
            String subject,
            String date,
            String messageId,
            String text) {

        /** Leaves the text out. */
        @Override
        public String toString() {
            return "Mail[id=" + id + "]";
        }
    }

    /** Opens the mailbox with what earlier runs left in it. */
    Mailbox(Path folder) {
        this.folder = folder;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".eml")).sorted().toList()) {
                String name = file.getFileName().toString();
                long id = Long.parseLong(name.substring(0, name.indexOf('.')));
                mails.add(read(id, Files.readAllBytes(file)));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (MessagingException failed) {
            throw new CannotStart("The mailbox in the state folder holds a broken mail.", failed);
        }
    }

    /** Writes the mail to disk, down to the platters, before it returns. */
    synchronized void keep(String recipient, Instant received, MimeMessage message)
            throws IOException, MessagingException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(
                (RECIPIENT + ": " + recipient + "\r\n" + RECEIVED + ": " + received + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        message.writeTo(content);
        long id = mails.isEmpty() ? 1 : mails.getLast().id() + 1;
        Path file = folder.resolve(String.format(Locale.ROOT, "%08d.eml", id));
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file);
        mails.add(read(id, content.toByteArray()));
    }

    /** Mails that came after the one with this id, oldest first. */
    synchronized List<Mail> after(long id) {
        return mails.stream().filter(mail -> mail.id() > id).toList();
    }

    synchronized Optional<Mail> find(long id) {
        return mails.stream().filter(mail -> mail.id() == id).findFirst();
    }

    private static Mail read(long id, byte[] content) throws IOException, MessagingException {
        MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(content));
        return new Mail(
                id,
                Instant.parse(header(message, RECEIVED)),
                header(message, RECIPIENT),
                header(message, "From"),
                blankIfNull(message.getSubject()),
                header(message, "Date"),
                header(message, "Message-ID"),
                message.getContent() instanceof String text ? text : "(not a plain text)");
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        return blankIfNull(message.getHeader(name, null));
    }

    private static String blankIfNull(@Nullable String text) {
        return text == null ? "" : text;
    }
}
