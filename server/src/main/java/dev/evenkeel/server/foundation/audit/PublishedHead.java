// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.SignedChainHead;

/// The newest head in a place.
///
/// @param place file with its key, or address
/// @param head as it was published, at the time that it says
public record PublishedHead(String place, SignedChainHead head) {}
