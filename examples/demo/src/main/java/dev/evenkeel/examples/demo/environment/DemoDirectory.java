// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the databases and logs of a demo go.
///
/// @param stays whether it is there after the demo
public record DemoDirectory(Path path, boolean stays) {
    /// A named folder, which stays, or a new temporary one.
    ///
    /// @param keep whether the temporary one stays too
    public static DemoDirectory open(@Nullable Path named, boolean keep) throws IOException {
        return named == null
                ? new DemoDirectory(Files.createTempDirectory("evenkeel-demo"), keep)
                : new DemoDirectory(named, true);
    }

    /// Deletes it unless it stays, and then says where it is. Nothing may run in it any more.
    public void leave() {
        if (stays) {
            System.err.println("Databases and logs are in " + path.toAbsolutePath());
        } else {
            DirectoryDeleter.delete(path);
        }
    }
}
