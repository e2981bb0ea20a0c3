// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A flagd definition that is shipped with the service, in force as revision 0 until better flags are known.
public final class BootstrapFileLoader {
    private BootstrapFileLoader() {}

    /// Puts its flags in force. A file that cannot be used changes nothing; the state says why.
    public static void load(Path file, FlagStore store, ConnectionHealth health) {
        try {
            store.activate(FlagSnapshot.parseTolerantly(Files.readString(file), 0));
            health.note("the flags of the bootstrap file are in force");
        } catch (IOException | InvalidDefinitionException e) {
            health.note("the bootstrap file " + file + " cannot be used: " + e);
        }
    }
}
