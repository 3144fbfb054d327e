package org.wholepicture.cases;

/** An adult of the story; whoever plays it invents an identity. */
public record CaseAdult(String id) {}
