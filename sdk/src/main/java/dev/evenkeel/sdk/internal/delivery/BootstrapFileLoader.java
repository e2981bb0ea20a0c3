// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The loader of a flagd definition shipped with the service, active as revision 0 until other flags are
/// available.
public final class BootstrapFileLoader {
    private BootstrapFileLoader() {}

    /// Activates the flags of the file. An invalid file changes nothing; the state contains the reason.
    public static void load(Path file, FlagStore store, ConnectionHealth health) {
        try {
            store.activate(FlagSnapshot.parseTolerantly(Files.readString(file), 0));
            health.addStartupNote("the flags of the bootstrap file are active");
        } catch (IOException | InvalidDefinitionException e) {
            health.addStartupNote("the bootstrap file " + file + " cannot be used: " + e);
        }
    }
}
