// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

/// Event published when a transaction creates a new revision of an environment; handled after its commit.
record RevisionAdvancedEvent(String environment, long revision) {}
