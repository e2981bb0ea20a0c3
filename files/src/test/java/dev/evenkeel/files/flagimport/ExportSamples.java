// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Sample exports in the test resources.
final class ExportSamples {
    private ExportSamples() {}

    static String read(String name) {
        try (InputStream sample = ExportSamples.class.getResourceAsStream("/importing/" + name)) {
            return new String(Objects.requireNonNull(sample, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
