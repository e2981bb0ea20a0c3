// SPDX-License-Identifier: Apache-2.0
/// Credit-transfer messages: what a client sent, which rules it must keep, and what it is answered.
///
/// Pure: no database, no clock, no parser. Both cores read their bytes into an [Initiation] and hand it to the one
/// [InitiationRules], so that they can differ in how they work but not in what they accept.
@NullMarked
package dev.evenkeel.examples.payments.message;

import org.jspecify.annotations.NullMarked;
