// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.SignedChainHead;
import java.io.IOException;

/// A place outside of the database where heads are published.
interface HeadDestination {
    /// What the place is called, the same on every server that publishes there.
    String name();

    /// Brings a head there; when it returns, the head is there for good.
    ///
    /// @throws IOException when it is not; the message says why, without secrets
    void put(SignedChainHead head) throws IOException, InterruptedException;
}
