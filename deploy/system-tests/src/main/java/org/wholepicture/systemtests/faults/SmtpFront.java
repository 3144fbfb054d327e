package org.wholepicture.systemtests.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before the mail server, on the port that the services are given, and misbehaves when told
 * to (assurance.md F12). Thread-safe.
 */
final class SmtpFront implements Closeable {

    /** What it does to connections. */
    enum Mood {
        /** Hands every byte on. */
        WELL,
        /** Takes no connection for longer than a moment. */
        AWAY,
        /** Goes on with nothing that was begun, and begins nothing. */
        FROZEN,
        /** Says 421 at once. */
        REFUSING,
        /** Takes the connection and says nothing. */
        HANGING,
        /** Has the mail taken, and breaks off before the answer to the final dot. */
        DROPPING
    }

    private static final byte[] FINAL_DOT = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mood mood = Mood.WELL;

    /**
     * @param port where the services come
     * @param behind the mail server's own port
     */
    SmtpFront(int port, int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        Thread.ofVirtual().name("smtp-front").start(this::run);
    }

    /** From now on; connections that are open end, unless they are only to be frozen. */
    void feel(Mood next) {
        boolean thawed = mood == Mood.FROZEN && next == Mood.WELL;
        synchronized (this) {
            mood = next;
            notifyAll();
        }
        if (next != Mood.FROZEN && !thawed) {
            open.forEach(SmtpFront::end);
        }
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (mood == Mood.FROZEN) {
            wait();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(SmtpFront::end);
    }

    private void run() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                // Asked again, or the end.
            }
        }
    }

    private void serve(Socket client) {
        try {
            awaitThaw();
            switch (mood) {
                case AWAY -> end(client);
                case REFUSING -> {
                    client.getOutputStream()
                            .write("421 not now\r\n".getBytes(StandardCharsets.US_ASCII));
                    end(client);
                }
                // Until the client gives up.
                case HANGING -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
                case WELL, DROPPING, FROZEN -> handOn(client, mood == Mood.DROPPING);
            }
        } catch (IOException broken) {
            // As the services see it too.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end(client);
        }
    }

    private void handOn(Socket client, boolean dropping) throws IOException, InterruptedException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(server);
            Thread answers = Thread.ofVirtual().start(() -> copy(server, client, false));
            copy(client, server, dropping);
            end(server);
            answers.join();
        }
    }

    /** Byte by byte, so that nothing is handed on behind a final dot that is not to be answered. */
    private void copy(Socket from, Socket to, boolean untilFinalDot) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            int matched = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitThaw();
                boolean dot = false;
                for (int i = 0; untilFinalDot && i < n; i++) {
                    matched =
                            buffer[i] == FINAL_DOT[matched]
                                    ? matched + 1
                                    : buffer[i] == FINAL_DOT[0] ? 1 : 0;
                    if (matched == FINAL_DOT.length) {
                        dot = true;
                        matched = 0;
                    }
                }
                if (dot) {
                    // The client is gone before the server can answer.
                    end(from);
                }
                out.write(buffer, 0, n);
                out.flush();
                if (dot) {
                    // Read on until the server has dealt with the mail and closes, or is silent.
                    to.setSoTimeout(2_000);
                    to.getInputStream().transferTo(OutputStream.nullOutputStream());
                    return;
                }
            }
        } catch (IOException broken) {
            // The other side sees it as well.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed then.
        }
    }
}
