package org.wholepicture.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Questions to the loopback interface. */
final class Sockets {

    private static final int CONNECT_MILLIS = 500;

    private Sockets() {}

    /** True if somebody takes connections on the port. */
    static boolean listening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** True if a server of ours could listen on the port. */
    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do it: what is left of closed connections is no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
