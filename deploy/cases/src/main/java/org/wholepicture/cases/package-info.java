/**
 * Case histories: fictional, dated stories with the exact alerts that they must raise. This package
 * reads them strictly and says what differs from them.
 */
@NullMarked
package org.wholepicture.cases;

import org.jspecify.annotations.NullMarked;
