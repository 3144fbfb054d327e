package org.wholepicture.platform.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The glossary speaks of contracts that are there. */
class ContractsGlossaryTest {

    private static final Pattern CONTRACT = Pattern.compile("`((?:[a-z-]+/)?[a-z-]+\\.v[0-9]+)`");

    @Test
    void contractsNamedInTheGlossaryExist() throws IOException {
        String glossary = Files.readString(Path.of("../../docs/glossary.md"));

        List<String> named =
                CONTRACT.matcher(glossary).results().map((MatchResult r) -> r.group(1)).toList();

        assertThat(named).isNotEmpty();
        assertThat(Contracts.schemaNames()).containsAll(named);
    }
}
