// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

/// An environment gets a new revision when the present transaction commits.
record RevisionAdvancedEvent(String environment, long revision) {}
