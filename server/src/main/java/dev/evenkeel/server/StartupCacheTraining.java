// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates the JVM's startup cache in the background after a first start without it.
final class StartupCacheTraining {
    /// System property with the program that writes the cache; the scripts of a package set it when there is no
    /// cache for this Java.
    static final String COMMAND = "evenkeel.startup-cache-command";

    private StartupCacheTraining() {}

    /// Starts the program with the lowest priority, and returns immediately. A failure only means that the next
    /// start is not faster.
    ///
    /// @param command value of [#COMMAND]; null to do nothing
    static void startInBackground(@Nullable String command, PrintStream out) {
        if (command == null) {
            return;
        }
        try {
            Process training = new ProcessBuilder(List.of("nice", "-n", "19", command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(training::destroy, "evenkeel-startup-cache-stop"));
            out.println("Optimizing later starts in the background, once. To disable this: EVENKEEL_STARTUP_CACHE=off");
        } catch (IOException e) {
            out.println("Later starts are not optimized: " + e.getMessage());
        }
    }
}
