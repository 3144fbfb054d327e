package org.wholepicture.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends a path exactly as it is written; HTTP clients tidy such paths up. */
final class RawHttp {

    private RawHttp() {}

    /** The status of the answer. */
    static int get(int port, String path, String token) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: localhost:"
                            + port
                            + "\r\nConnection: close\r\n"
                            + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                            + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            String status = answer.readLine();
            return status == null ? 0 : Integer.parseInt(status.split(" ")[1]);
        }
    }
}
