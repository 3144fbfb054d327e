package org.wholepicture.systemtests.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wholepicture.systemtests.Web;

/**
 * One HTTP connection that is kept and carries one request at a time. A general client costs about
 * as much processor time as the service needs for its answer, and the two share a machine. For one
 * thread.
 */
final class KeptConnection implements Closeable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final URI address;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    KeptConnection(URI address) {
        this.address = address;
    }

    /**
     * Sends a request and reads the answer; opens the connection if there is none.
     *
     * @throws IOException when it broke: the outcome is unknown
     */
    Web.Answer post(String token, String type, byte[] body) throws IOException {
        try {
            Socket open = open();
            byte[] head =
                    """
                    POST %s HTTP/1.1\r
                    Host: %s\r
                    Authorization: Bearer %s\r
                    Content-Type: %s\r
                    Accept: application/json\r
                    Content-Length: %d\r
                    \r
                    """
                            .formatted(
                                    address.getPath(),
                                    address.getAuthority(),
                                    token,
                                    type,
                                    body.length)
                            .getBytes(StandardCharsets.US_ASCII);
            byte[] request = new byte[head.length + body.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            open.getOutputStream().write(request);
            return read();
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(address.getHost(), address.getPort());
            open.setTcpNoDelay(true);
            open.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(open.getInputStream());
            socket = open;
        }
        return open;
    }

    private Web.Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            last |= lower.equals("connection: close");
        }
        byte[] body = input().readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        if (last) {
            close();
        }
        return new Web.Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input().read(); c != '\n'; c = input().read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private InputStream input() throws IOException {
        InputStream input = in;
        if (input == null) {
            throw new EOFException();
        }
        return input;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }
}
