package org.wholepicture.referral.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** How much of what, as it is stored. */
final class Counts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private Counts() {}

    static String write(Map<String, Long> counts) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(counts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts are not JSON", e);
        }
    }

    static Map<String, Long> read(String counts) {
        try {
            return JSON.readValue(counts, COUNTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored counts are not what this version wrote", e);
        }
    }
}
