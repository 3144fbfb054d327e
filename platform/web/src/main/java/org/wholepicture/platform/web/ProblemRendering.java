package org.wholepicture.platform.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Writes a problem: as JSON, or as a page where a browser asked for one outside the API. */
final class ProblemRendering {

    private final Template page;
    private final String root;

    ProblemRendering(
            @Location("problem.html") Template page,
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root) {
        this.page = page;
        this.root = root;
    }

    @ServerResponseFilter
    public void write(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Problem problem)) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (wantsPage(request)) {
            String html =
                    page.data("problem", problem)
                            .data("root", Layout.withoutLastSlash(root))
                            .render();
            response.setEntity(html, null, MediaType.valueOf("text/html;charset=UTF-8"));
        } else {
            response.setEntity(problem.json(), null, Problem.JSON);
        }
    }

    private static boolean wantsPage(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains(MediaType.TEXT_HTML)
                && !request.getUriInfo().getPath().startsWith("/v1/");
    }
}
