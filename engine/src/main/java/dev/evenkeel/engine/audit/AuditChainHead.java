// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

/// A place in a chain: up to here it was so.
///
/// @param number of the entry; 0 for a chain that has none yet
/// @param hash of the entry; empty for number 0
public record AuditChainHead(long number, String hash) {}
