// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder for the databases and logs of a demo.
///
/// @param kept whether it is kept after the demo
public record DemoDirectory(Path path, boolean kept) {
    /// Opens a named folder, which is kept, or a new temporary one.
    ///
    /// @param keep whether to keep the temporary one too
    public static DemoDirectory open(@Nullable Path named, boolean keep) throws IOException {
        return named == null
                ? new DemoDirectory(Files.createTempDirectory("evenkeel-demo"), keep)
                : new DemoDirectory(named, true);
    }

    /// Deletes the folder, or prints its path if it is kept. No process may still use it.
    public void deleteUnlessKept() {
        if (kept) {
            System.err.println("Databases and logs are in " + path.toAbsolutePath());
        } else {
            DirectoryDeleter.delete(path);
        }
    }
}
