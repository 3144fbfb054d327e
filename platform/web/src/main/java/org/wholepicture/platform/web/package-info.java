/**
 * What every service's HTTP side needs and none should write twice: problem details, who is asking,
 * the guard at the edge, request ids, and the page layout.
 *
 * <h2>Answers</h2>
 *
 * A service has one enum that implements {@link org.wholepicture.platform.web.ProblemType}. Its
 * resources answer {@code Problem.of(MyProblem.X).toResponse()} or throw {@code
 * Problem.of(MyProblem.X).exception()}. Unknown and out of scope are both {@code
 * CommonProblem.NOT_FOUND}: the bytes are the same. Where a browser asks for a page, the same
 * problem is shown as a page.
 *
 * <h2>Pages</h2>
 *
 * A template is
 *
 * <pre>{@code
 * {#include layout title="My children"}
 *   {#back}<a class="govuk-back-link" href="{inject:layout.root}/">Back</a>{/back}
 *   <h1 class="govuk-heading-l">My children</h1>
 *   <form method="post" action="{inject:layout.root}/things"> ... </form>
 * {/include}
 * }</pre>
 *
 * The block {@code back} may be left out. {@code {inject:layout.root}} is the service's root path.
 * Page resources carry {@code @Tenant("pages")}; a state-changing method on them takes {@code
 * application/x-www-form-urlencoded} and is refused unless the browser says that a page of the same
 * origin sent it. Nothing has to be written into the form for that.
 *
 * <p>Components of our own, beside those of GOV.UK Frontend: {@code wp-timeline}, {@code
 * wp-coverage}, {@code wp-list}, {@code wp-tag--...}; see {@code META-INF/resources/wp/wp.css}.
 */
@NullMarked
package org.wholepicture.platform.web;

import org.jspecify.annotations.NullMarked;
