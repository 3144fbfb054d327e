package org.wholepicture.platform.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that nobody may take, made from one that is right. */
public final class Forgeries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RS256 = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final String right;
    private final String payload;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private Forgeries(String right) {
        this.right = right;
        this.payload = new String(Base64.getUrlDecoder().decode(right.split("\\.")[1]), UTF_8);
    }

    /** Forgeries of a token, by what is wrong with each. */
    public static Map<String, String> of(String right) {
        Forgeries forgeries = new Forgeries(right);
        forgeries.claims();
        forgeries.signatures();
        return forgeries.tokens;
    }

    /** Those that are refused whatever the service was told to look for in a token. */
    public static Map<String, String> ofSignature(String right) {
        Forgeries forgeries = new Forgeries(right);
        forgeries.signatures();
        return forgeries.tokens;
    }

    private void claims() {
        long now = Tokens.now();
        signed("without an end", claims -> claims.remove("exp"));
        signed("not valid yet", claims -> claims.put("nbf", now + 3_600));
        signed("for another audience", claims -> claims.put("aud", "account"));
        signed("for nobody", claims -> claims.remove("aud"));
        signed("of another realm", claims -> claims.put("iss", Tokens.ISSUER + "-2"));
        signed("of no type", claims -> claims.remove("typ"));
        signed("an ID token", claims -> claims.put("typ", "ID"));
        signed("a refresh token", claims -> claims.put("typ", "Refresh"));
    }

    private void signatures() {
        long now = Tokens.now();
        signed("expired", claims -> claims.put("exp", now - 3_600));
        byte[] known = Base64.getDecoder().decode(Tokens.publicKey());
        String[] parts = right.split("\\.");
        tokens.put("rubbish", "rubbish");
        tokens.put("dots", "..");
        tokens.put("endless", "e".repeat(8_000));
        tokens.put("cut off", right.substring(0, right.length() - 20));
        tokens.put("without its signature", parts[0] + "." + parts[1] + ".");
        tokens.put("no algorithm", encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        tokens.put(
                "another's signature",
                parts[0]
                        + "."
                        + encoded(payload.replace("\"sub\":\"", "\"sub\":\"x"))
                        + "."
                        + parts[2]);
        String symmetric = encoded(HS256) + "." + parts[1];
        tokens.put("signed with the public key", symmetric + "." + hmac(known, symmetric));
        byte[] text = Tokens.publicKey().getBytes(UTF_8);
        tokens.put("signed with the public key's text", symmetric + "." + hmac(text, symmetric));
        PrivateKey stranger = Tokens.strangersKey();
        tokens.put("a stranger's", signed(RS256, payload, stranger));
        tokens.put(
                "with an address of keys",
                signed(
                        "{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:9/\",\"x5u\":\"http://127.0.0.1:9/\"}",
                        payload,
                        stranger));
    }

    private void signed(String what, Consumer<ObjectNode> change) {
        try {
            ObjectNode claims = (ObjectNode) JSON.readTree(payload);
            change.accept(claims);
            tokens.put(what, signed(RS256, claims.toString(), Tokens.privateKey()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String header, String payload, PrivateKey key) {
        String text = encoded(header) + "." + encoded(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return text + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return encoded(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
