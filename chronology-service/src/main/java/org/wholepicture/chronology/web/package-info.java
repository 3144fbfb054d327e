/**
 * The pages: the children somebody works with, and the timeline of one. Server-rendered; the words
 * are about the child and neutral [domain.md B-56].
 */
@NullMarked
package org.wholepicture.chronology.web;

import org.jspecify.annotations.NullMarked;
