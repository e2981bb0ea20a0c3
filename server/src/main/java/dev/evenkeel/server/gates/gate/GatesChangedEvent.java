// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

/// Something about gates is about to change, or has: who keeps their answers asks again once the
/// transaction that tells of it has committed.
public record GatesChangedEvent() {}
