package org.wholepicture.platform.testsupport;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens as the realm {@code whole-picture} issues them, signed with a key that {@link
 * PlatformServers} tells the service to trust.
 */
public final class Tokens {

    /** Issuer in every token. */
    public static final String ISSUER = "http://localhost:8080/auth/realms/whole-picture";

    /** Audience that every service asks for. */
    public static final String AUDIENCE = "whole-picture";

    private static final Duration LIFE = Duration.ofHours(1);

    /** Signing takes longer than most requests: whoever asks for the same again gets the same. */
    private static final Map<List<@Nullable Object>, String> SIGNED = new ConcurrentHashMap<>();

    private Tokens() {}

    /** An agency's system, allowed these event types, with sources under its own example host. */
    public static String agency(String agency, String... eventTypes) {
        return anAgency(agency).allowed(eventTypes).build();
    }

    /** A person with the role practitioner and perhaps others. */
    public static String practitioner(String id, String agency, String... roles) {
        return aPerson(id, agency)
                .inRoles(roles.length == 0 ? new String[] {"practitioner"} : roles)
                .build();
    }

    /** A system or person with roles and nothing else: administrator, operations. */
    public static String inRole(String... roles) {
        return new Builder("sub-" + roles[0]).inRoles(roles).build();
    }

    /** Starts a token of an agency's system (role agency). */
    public static Builder anAgency(String agency) {
        Builder builder = new Builder("service-account-" + agency);
        builder.agency = agency;
        builder.roles = Set.of("agency");
        builder.sources = List.of("https://" + agency + ".example/");
        return builder;
    }

    /** Starts a token of a person of the directory. */
    public static Builder aPerson(String id, String agency) {
        Builder builder = new Builder("sub-" + id);
        builder.agency = agency;
        builder.practitioner = id;
        builder.roles = Set.of("practitioner");
        return builder;
    }

    /** X.509, base64, as {@code quarkus.oidc.public-key} takes it. */
    public static String publicKey() {
        RSAPrivateCrtKey trusted = Keys.TRUSTED;
        try {
            PublicKey key =
                    KeyFactory.getInstance("RSA")
                            .generatePublic(
                                    new RSAPublicKeySpec(
                                            trusted.getModulus(), trusted.getPublicExponent()));
            return Base64.getEncoder().encodeToString(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no RSA", e);
        }
    }

    static PrivateKey privateKey() {
        return Keys.TRUSTED;
    }

    /** A key that nobody trusts. */
    static PrivateKey strangersKey() {
        return Keys.STRANGERS;
    }

    /** Seconds since 1970. The services hold tokens against real time, so here it is read too. */
    static long now() {
        return System.currentTimeMillis() / 1000;
    }

    /** Kept beside this class, since to make one takes seconds; nothing but tests trusts either. */
    private static final class Keys {

        private static final RSAPrivateCrtKey TRUSTED = read("trusted-key.base64");
        private static final RSAPrivateCrtKey STRANGERS = read("strangers-key.base64");

        private static RSAPrivateCrtKey read(String name) {
            try (InputStream file = Tokens.class.getResourceAsStream(name)) {
                byte[] key = Base64.getMimeDecoder().decode(file.readAllBytes());
                return (RSAPrivateCrtKey)
                        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("no RSA key", e);
            }
        }
    }

    /** A token that starts valid; every method spoils or widens one thing. */
    public static final class Builder {

        private final String subject;
        private @Nullable String agency;
        private @Nullable String practitioner;
        private Set<String> roles = Set.of();
        private List<String> eventTypes = List.of();
        private List<String> sources = List.of();
        private String audience = AUDIENCE;
        private boolean expired;
        private boolean foreignKey;
        private boolean secondFactor = true;

        private Builder(String subject) {
            this.subject = subject;
        }

        /** Replaces the allowed event types (short names: "concern"). */
        public Builder allowed(String... shortNames) {
            eventTypes = List.of(shortNames);
            return this;
        }

        /** Replaces the registered source prefixes. */
        public Builder withSources(String... prefixes) {
            sources = List.of(prefixes);
            return this;
        }

        /** Replaces the roles. */
        public Builder inRoles(String... names) {
            roles = Set.of(names);
            return this;
        }

        /** Ended an hour ago. */
        public Builder expired() {
            expired = true;
            return this;
        }

        /** For somebody else. */
        public Builder forAudience(String other) {
            audience = other;
            return this;
        }

        /** Signed by a key that nobody trusts. */
        public Builder signedByAStranger() {
            foreignKey = true;
            return this;
        }

        /** Of somebody who signed in with a password alone. */
        public Builder withoutSecondFactor() {
            secondFactor = false;
            return this;
        }

        /** The token, without the word Bearer; valid for the better part of an hour. */
        public String build() {
            return SIGNED.computeIfAbsent(
                    Arrays.asList(
                            subject,
                            agency,
                            practitioner,
                            roles,
                            eventTypes,
                            sources,
                            audience,
                            expired,
                            foreignKey,
                            secondFactor),
                    _ -> signed());
        }

        private String signed() {
            JwtClaimsBuilder claims =
                    Jwt.claims()
                            .issuer(ISSUER)
                            .subject(subject)
                            .audience(audience)
                            .groups(roles)
                            .claim("typ", "Bearer")
                            .claim("event_types", eventTypes)
                            .claim("sources", sources);
            if (agency != null) {
                claims.claim("agency", agency);
            }
            if (practitioner != null) {
                claims.claim("practitioner", practitioner);
                claims.claim("amr", secondFactor ? List.of("pwd", "otp") : List.of("pwd"));
            }
            long now = Tokens.now();
            long start = expired ? now - 2 * LIFE.toSeconds() : now - 1;
            claims.issuedAt(start).expiresAt(start + LIFE.toSeconds());
            return claims.jws().sign(foreignKey ? strangersKey() : privateKey());
        }
    }
}
