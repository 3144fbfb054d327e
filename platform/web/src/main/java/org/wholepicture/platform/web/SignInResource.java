package org.wholepicture.platform.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * The fixed addresses of signing in and out, so that the identity provider can allow exactly these.
 * The code flow does its work before the methods are reached.
 */
@Path("/")
@Tenant("pages")
@Authenticated
public final class SignInResource {

    /** For the container. */
    public SignInResource() {}

    /** Where the identity provider sends the browser back to; on to the first page. */
    @GET
    @Path("signed-in")
    public Response signedIn() {
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create("/")).build();
    }

    /** Ends the session here and at the identity provider; reached only if that is not set up. */
    @GET
    @Path("sign-out")
    public Response signOut() {
        return Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }
}
