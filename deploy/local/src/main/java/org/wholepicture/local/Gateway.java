package org.wholepicture.local;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The one origin: sends each request to the server its path belongs to. On loopback only. */
final class Gateway {

    /** As many requests may be under way at each server; the rest wait. */
    private static final int CONNECTIONS = 256;

    private static final int CONNECT_MILLIS = 2_000;

    /** A request may ask for a hundred events by their ids. */
    private static final int LINE_BYTES = 8 * 1024;

    /** Shorter than the servers keep idle connections, so that none is used while being closed. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;

    private Gateway(Vertx vertx) {
        this.vertx = vertx;
    }

    static Gateway start(Ports ports, OwnPages pages) {
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        try {
            vertx.deployVerticle(
                            () -> new Listener(ports, pages),
                            new DeploymentOptions().setInstances(loops))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException failed) {
            vertx.close();
            throw new CannotStart(
                    "The gateway cannot listen on port %d: %s."
                            .formatted(ports.gateway(), failed.getMessage()),
                    failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", stopped);
        }
        return new Gateway(vertx);
    }

    void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException ignored) {
            // It ends with the process at the latest.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Listener extends AbstractVerticle {

        private final Ports ports;
        private final OwnPages pages;

        Listener(Ports ports, OwnPages pages) {
            this.ports = ports;
            this.pages = pages;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpProxy proxy =
                    HttpProxy.reverseProxy(
                            vertx.createHttpClient(
                                    new HttpClientOptions()
                                            .setMaxPoolSize(CONNECTIONS)
                                            .setConnectTimeout(CONNECT_MILLIS)
                                            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)));
            proxy.origin(
                    OriginRequestProvider.selector(
                            context -> origin(context.request().proxiedRequest())));
            proxy.addInterceptor(new Forwarded(ports));
            vertx.createHttpServer(
                            new HttpServerOptions()
                                    .setHost("127.0.0.1")
                                    .setPort(ports.gateway())
                                    .setMaxInitialLineLength(LINE_BYTES))
                    .requestHandler(request -> handle(request, proxy))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void handle(HttpServerRequest request, HttpProxy proxy) {
            if (!ours(request.authority())) {
                // Another host's name that was made to point here (DNS rebinding).
                problem(request, 421, "This is not the host asked for");
                return;
            }
            String path = request.path();
            switch (Route.of(path == null ? "" : path)) {
                case Route.To _ -> proxy.handle(request);
                case Route.Own own -> pages.handle(own.path(), request);
                case Route.Refused refused -> problem(request, refused.status(), refused.title());
            }
        }

        private boolean ours(@Nullable HostAndPort authority) {
            return authority != null
                    && Set.of("localhost", "127.0.0.1").contains(authority.host())
                    && authority.port() == ports.gateway();
        }

        private Future<SocketAddress> origin(HttpServerRequest request) {
            String path = request.path();
            return Route.of(path == null ? "" : path) instanceof Route.To to
                    ? Future.succeededFuture(
                            SocketAddress.inetSocketAddress(ports.of(to.server()), "127.0.0.1"))
                    : Future.failedFuture("not a route");
        }

        private static void problem(HttpServerRequest request, int status, String title) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/problem+json")
                    .end(
                            "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}"
                                    .formatted(title, status));
        }
    }

    /** Tells the server what the client asked for, and lets no client say it for us. */
    private record Forwarded(Ports ports) implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            var request = context.request();
            var headers = request.headers();
            headers.remove("forwarded");
            headers.remove("x-forwarded-prefix");
            headers.remove("x-forwarded-ssl");
            // Always the public name, so that addresses made from it lead back here.
            request.setAuthority(HostAndPort.create("localhost", ports.gateway()));
            headers.remove("x-forwarded-host");
            headers.set("x-forwarded-port", String.valueOf(ports.gateway()));
            headers.set("x-forwarded-proto", "http");
            headers.set("x-forwarded-for", request.proxiedRequest().remoteAddress().host());
            return context.sendRequest();
        }
    }
}
