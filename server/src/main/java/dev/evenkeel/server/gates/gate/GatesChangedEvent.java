// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

/// An event for a change, past or imminent, that may affect gate results. Listeners with stored results
/// evaluate the gates again after the publishing transaction has committed.
public record GatesChangedEvent() {}
