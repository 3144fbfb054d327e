/**
 * Pictures as SVG: pure functions from small models, already in words, to text. They stand by
 * themselves: no script, no style sheet, no style attribute (the pages' policy forbids those), so
 * that they look the same on a page, in print and in a document. No library is used: charting
 * libraries draw lines and bars for scripts or images, none draws lanes with bands or a genogram,
 * and what is needed of SVG are a dozen elements.
 */
@NullMarked
package org.wholepicture.chronology.web.picture;

import org.jspecify.annotations.NullMarked;
