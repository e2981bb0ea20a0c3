// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.SignedChainHead;
import java.io.IOException;

/// A destination outside the database to which chain heads are published.
interface HeadDestination {
    /// Returns the name, equal on all servers that publish to the destination.
    String name();

    /// Publishes a head; when it returns, the head is stored durably.
    ///
    /// @throws IOException when it is not; the message contains the reason and no secrets
    void publish(SignedChainHead head) throws IOException, InterruptedException;
}
