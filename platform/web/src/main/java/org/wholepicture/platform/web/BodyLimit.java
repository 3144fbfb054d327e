package org.wholepicture.platform.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.ext.web.RoutingContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses a body of unknown length once it turns out to be too large. The framework would do so in
 * the middle of reading, with an answer that is no problem, and would then log an error because the
 * answer to its own exception cannot be written any more. (A length that is announced is looked at
 * by {@link Edge}.)
 */
final class BodyLimit {

    private final long largestBody;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "64K")
                    MemorySize largestBody) {
        this.largestBody = largestBody.asLongValue();
    }

    @ServerRequestFilter
    public void bound(ResteasyReactiveContainerRequestContext request, RoutingContext context) {
        if (context.request().getHeader("Transfer-Encoding") == null) {
            return;
        }
        context.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        request.setEntityStream(new AtMost(request.getEntityStream(), largestBody));
    }

    private static final class AtMost extends FilterInputStream {

        private long left;

        private AtMost(InputStream body, long most) {
            super(body);
            left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw Problem.of(CommonProblem.TOO_LARGE).exception();
            }
            return count;
        }

        /** The framework's stream would read on to the end. */
        @Override
        public void close() {}
    }
}
