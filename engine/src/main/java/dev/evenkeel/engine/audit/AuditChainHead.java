// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

/// A head of a chain: the hash of one entry, which covers all entries up to it.
///
/// @param number number of the entry; 0 for an empty chain
/// @param hash hash of the entry; empty for number 0
public record AuditChainHead(long number, String hash) {}
