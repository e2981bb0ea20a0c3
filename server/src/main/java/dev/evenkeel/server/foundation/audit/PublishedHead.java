// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.SignedChainHead;

/// The newest head published to a destination.
///
/// @param destination file with its key, or URL
/// @param head the head, with the time of its publication
public record PublishedHead(String destination, SignedChainHead head) {}
