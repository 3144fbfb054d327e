package org.wholepicture.platform.web;

import io.quarkus.oidc.Tenant;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a form that another site made a signed-in browser send: a change through a page must come
 * from a page of the same origin, as the browser itself says ({@code Sec-Fetch-Site}, or {@code
 * Origin} from a browser that does not send the former). Neither header is refused, and so is a
 * content type that no form has. Session cookies are SameSite as well.
 *
 * <p>Looked at are resources of a {@link Tenant} with sessions, and whatever else comes with a
 * cookie. The API never sees one ({@link Edge}): it takes bearer tokens alone, which no browser
 * adds by itself. (The framework's own extension for this does not resolve in the version used
 * here.)
 */
final class FormGuard {

    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @ServerRequestFilter
    public @Nullable Response check(
            ResteasyReactiveContainerRequestContext request,
            ResourceInfo resource,
            HttpServerRequest http) {
        boolean mayHaveSession = hasSessions(resource) || http.getHeader("Cookie") != null;
        if (SAFE.contains(request.getMethod()) || !mayHaveSession) {
            return null;
        }
        String origin = http.scheme() + "://" + http.authority();
        if (!isSameOrigin(http.getHeader("Sec-Fetch-Site"), http.getHeader("Origin"), origin)) {
            return Problem.of(CommonProblem.FORM_NOT_OURS).toResponse();
        }
        MediaType type = request.getMediaType();
        boolean form =
                type != null && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type);
        return form ? null : Problem.of(CommonProblem.UNSUPPORTED_MEDIA_TYPE).toResponse();
    }

    static boolean isSameOrigin(
            @Nullable String fetchSite, @Nullable String sentOrigin, String ownOrigin) {
        return fetchSite == null ? ownOrigin.equals(sentOrigin) : fetchSite.equals("same-origin");
    }

    private static boolean hasSessions(ResourceInfo resource) {
        return resource.getResourceClass() != null
                && (resource.getResourceClass().isAnnotationPresent(Tenant.class)
                        || resource.getResourceMethod().isAnnotationPresent(Tenant.class));
    }
}
