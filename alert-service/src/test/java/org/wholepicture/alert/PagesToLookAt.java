package org.wholepicture.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages kept in {@code target/pages}, so that people can look at them with any browser. */
final class PagesToLookAt {

    private PagesToLookAt() {}

    static void keep(String name, String html) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pages"));
        Files.writeString(
                folder.resolve(name + ".html"),
                html.replaceAll("/alert/wp/([a-z.]+)\\?v=[0-9a-f]+", "wp/$1"));
    }
}
