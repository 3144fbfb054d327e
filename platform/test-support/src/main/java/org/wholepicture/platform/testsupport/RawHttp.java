package org.wholepicture.platform.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Sends requests as they are written. HTTP libraries tidy addresses, add headers and refuse what a
 * hostile client would send.
 */
public final class RawHttp {

    /** A connection that nothing comes from for so long was left open. */
    private static final int PATIENCE_MILLIS = 10_000;

    private static final int AT_ONCE = 8;
    private static final int CHUNK = 64 * 1024;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status 0 when nothing came back at all
     * @param headers by name in small letters
     * @param body as UTF-8
     * @param closed whether the server closed the connection then, as it was asked to
     */
    public record Answer(
            int status, Map<String, List<String>> headers, String body, boolean closed) {

        /** The first value of a header, empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of("")).getFirst();
        }
    }

    /**
     * Sends a request on a connection of its own and reads until the server closes it.
     *
     * @param head request line and headers, each with its line end; {@code Connection: close} and
     *     the empty line are added
     */
    public static Answer send(int port, String head, byte[] body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes((head + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
            request.writeBytes(body);
            out.write(request.toByteArray());
            out.flush();
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What came of a body without an end.
     *
     * @param answer what came back
     * @param bytes that went out until the server took no more
     */
    public record Endless(Answer answer, long bytes) {}

    /**
     * Sends a body of unknown length until the server closes the connection, or all of it.
     *
     * @param head request line and headers, each with its line end; the others are added
     */
    public static Endless sendEndless(int port, String head, long most) {
        AtomicLong bytes = new AtomicLong();
        try (Socket socket = new Socket()) {
            socket.setSendBufferSize(CHUNK);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            Thread sender =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            chunks(socket.getOutputStream(), head, most, bytes);
                                        } catch (IOException _) {
                                            // It took no more, which is what is looked for.
                                        }
                                    });
            Answer answer = read(socket.getInputStream());
            socket.close();
            sender.join();
            return new Endless(answer, bytes.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void chunks(OutputStream out, String head, long most, AtomicLong bytes)
            throws IOException {
        out.write(
                (head + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
        byte[] chunk =
                (Integer.toHexString(CHUNK) + "\r\n" + " ".repeat(CHUNK) + "\r\n")
                        .getBytes(ISO_8859_1);
        while (bytes.get() < most) {
            out.write(chunk);
            bytes.addAndGet(CHUNK);
        }
    }

    /** Does the same with many things, a few at once; results in the order of the things. */
    public static <T, R> List<R> each(List<T> things, Function<T, R> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<R>> calls = new ArrayList<>();
            things.forEach(thing -> calls.add(() -> work.apply(thing)));
            List<R> results = new ArrayList<>();
            for (Future<R> one : threads.invokeAll(calls)) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Reads an answer to its end. */
    public static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean closed = true;
        try {
            in.transferTo(all);
        } catch (SocketTimeoutException _) {
            closed = false;
        } catch (SocketException _) {
            // It closed on what had not been read yet; what it said before counts.
        }
        String latin = all.toString(ISO_8859_1);
        int end = latin.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), latin, closed);
        }
        List<String> lines = latin.substring(0, end).lines().toList();
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(
                            line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                            _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        String body = latin.substring(end + 4);
        if (headers.containsKey("transfer-encoding")) {
            body = unchunked(body);
        }
        return new Answer(
                Integer.parseInt(lines.getFirst().substring(9, 12)),
                headers,
                new String(body.getBytes(ISO_8859_1), UTF_8),
                closed);
    }

    private static String unchunked(String body) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            int line = body.indexOf("\r\n", at);
            int length = Integer.parseInt(body.substring(at, line), 16);
            whole.append(body, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
        return whole.toString();
    }
}
