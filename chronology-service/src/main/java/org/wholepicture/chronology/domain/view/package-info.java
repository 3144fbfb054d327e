/**
 * What can be read from a child's history beside the timeline itself: plans and what followed them,
 * claims side by side, gaps, the household, graded care profiles, the picture. Each is a pure
 * function of the lines that a reader may see, whatever their order or repetition.
 */
@NullMarked
package org.wholepicture.chronology.domain.view;

import org.jspecify.annotations.NullMarked;
