// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.technology;

/// Names of changes, as incidents are linked to them.
final class ChangeName {
    private ChangeName() {}

    static String ofChange(String id) {
        return "change:" + id;
    }

    static String ofRollout(String id) {
        return "rollout:" + id;
    }

    static String ofFlag(String environment, String flag) {
        return "flag:" + environment + "/" + flag;
    }
}
