// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout under test.
final class Repository {
    private Repository() {}

    /// Root of the checkout: the nearest folder upwards that holds the launcher.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isExecutable(folder.resolve("evenkeel"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no launcher ./evenkeel at or above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }
}
