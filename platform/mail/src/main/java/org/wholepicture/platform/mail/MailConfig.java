package org.wholepicture.platform.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How mail leaves the service. */
@ConfigMapping(prefix = "wp.mail")
public interface MailConfig {

    /** Whether the dispatcher starts; messages are written either way. */
    @WithDefault("true")
    boolean enabled();

    /** Name of the SMTP server. */
    @WithDefault("localhost")
    String host();

    /** Its port. */
    @WithDefault("3025")
    int port();

    /** Account at the server; without it the service does not authenticate. */
    Optional<String> username();

    /** Its password. */
    Optional<String> password();

    /**
     * Whether the connection must be encrypted with STARTTLS before anything is said. AUTO: it
     * must, unless the server is this machine itself.
     */
    @WithDefault("AUTO")
    StartTls startTls();

    /** Envelope sender and From address; its domain also ends each Message-ID. */
    @WithDefault("no-reply@whole-picture.example")
    String from();

    /**
     * Domains that may be written to, themselves or as the end of a longer one: {@code nhs.net}
     * also allows {@code team.nhs.net}. Whoever has another is passed over, and tried again later.
     */
    List<String> allowedDomains();

    /** The whole time one attempt may take, from connecting to the answer after the final dot. */
    @WithDefault("30s")
    Duration deadline();

    /**
     * How many attempts may be under way at once, so that one hanging server does not hold up all.
     */
    @WithDefault("8")
    int atOnce();

    /** How often the dispatcher looks for due messages when nothing wakes it. */
    @WithDefault("1s")
    Duration poll();

    /** When a connection must be encrypted. */
    enum StartTls {
        AUTO,
        REQUIRED,
        OFF
    }
}
