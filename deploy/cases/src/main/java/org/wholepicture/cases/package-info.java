/**
 * Case histories: fictional, dated stories with the exact alerts that they must raise. This package
 * reads them strictly, plays them against the rule core (or, by a {@link
 * org.wholepicture.cases.ServicesProvider}, through the running services) and says what differs.
 */
@NullMarked
package org.wholepicture.cases;

import org.jspecify.annotations.NullMarked;
