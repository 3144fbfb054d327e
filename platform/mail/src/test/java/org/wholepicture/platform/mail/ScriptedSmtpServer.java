package org.wholepicture.platform.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that misbehaves on order, which no kept library does: it can refuse, hang or drop
 * the line at each step, also after it has taken a message over. Keeps every message it took over.
 */
final class ScriptedSmtpServer implements AutoCloseable {

    enum Step {
        GREETING,
        EHLO,
        MAIL,
        RCPT,
        DATA,
        DOT
    }

    /** What to do at a step instead of going on. */
    sealed interface Behaviour {
        record Reply(String line) implements Behaviour {}

        record Hang() implements Behaviour {}

        record Drop() implements Behaviour {}
    }

    /** A message taken over, as the sender must assume it was: also when it was never told. */
    record Taken(String recipient, List<String> lines) {

        String header(String name) {
            return lines.stream()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .reduce(
                            (_, _) -> {
                                throw new AssertionError("more than one header " + name);
                            })
                    .orElseThrow(() -> new AssertionError("no header " + name));
        }
    }

    private final ServerSocket server;
    private final Map<Step, Queue<Behaviour>> script = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> byRecipient = new ConcurrentHashMap<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedSmtpServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Misbehaves at the next time this step is reached; called again, the time after. */
    ScriptedSmtpServer next(Step step, Behaviour behaviour) {
        script.computeIfAbsent(step, _ -> new ConcurrentLinkedQueue<>()).add(behaviour);
        return this;
    }

    /** Misbehaves at RCPT whenever this recipient is named. */
    ScriptedSmtpServer always(String recipient, Behaviour behaviour) {
        byRecipient.put(recipient, behaviour);
        return this;
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    void reset() {
        script.clear();
        byRecipient.clear();
        taken.clear();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            if (!answer(out, Step.GREETING, null, "220 test")) {
                return;
            }
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.substring(0, Math.min(4, line.length()));
                boolean goesOn =
                        switch (command) {
                            case "EHLO", "HELO" -> answer(out, Step.EHLO, null, "250 test");
                            case "MAIL" -> answer(out, Step.MAIL, null, "250 ok");
                            case "RCPT" -> {
                                recipient =
                                        line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                                yield answer(out, Step.RCPT, byRecipient.get(recipient), "250 ok");
                            }
                            case "DATA" -> {
                                Behaviour instead = poll(Step.DATA);
                                yield answer(out, instead, "354 go on")
                                        && (instead != null || data(in, out, recipient));
                            }
                            case "QUIT" -> {
                                say(out, "221 bye");
                                yield false;
                            }
                            default -> answer(out, Step.EHLO, null, "250 ok");
                        };
                if (!goesOn) {
                    return;
                }
            }
        } catch (IOException _) {
            // The other side went away, or the test is over.
        } finally {
            open.remove(socket);
        }
    }

    private boolean data(BufferedReader in, OutputStream out, String recipient) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                return false;
            }
            lines.add(line);
        }
        Behaviour behaviour = poll(Step.DOT);
        if (!(behaviour instanceof Behaviour.Reply)) {
            taken.add(new Taken(recipient, lines));
        }
        return answer(out, behaviour, "250 taken");
    }

    private boolean answer(OutputStream out, Step step, @Nullable Behaviour special, String normal)
            throws IOException {
        return answer(out, special == null ? poll(step) : special, normal);
    }

    private boolean answer(OutputStream out, @Nullable Behaviour behaviour, String normal)
            throws IOException {
        return switch (behaviour) {
            case null -> {
                say(out, normal);
                yield true;
            }
            case Behaviour.Reply reply -> {
                say(out, reply.line());
                yield true;
            }
            case Behaviour.Drop _ -> false;
            case Behaviour.Hang _ -> {
                try {
                    closed.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                yield false;
            }
        };
    }

    private @Nullable Behaviour poll(Step step) {
        Queue<Behaviour> queue = script.get(step);
        return queue == null ? null : queue.poll();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
