// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// An environment of a test server with an SDK key. Tests that share a server use an environment each.
///
/// @param name of the environment
/// @param sdkKey that its SDK processes send
public record TestEnvironment(TestServer server, String name, String sdkKey) {
    /// Returns an API path of this environment.
    public String path(String rest) {
        return "/api/v1/environments/" + name + rest;
    }

    public HttpRequest.Builder asSdk(String path) {
        return server.request(path).header("Authorization", "Bearer " + sdkKey);
    }

    /// Returns the revision of its flags.
    public long flagsRevision() {
        String tag = get("/flags").headers().firstValue("ETag").orElseThrow();
        return Long.parseLong(tag.substring(tag.lastIndexOf('-') + 1, tag.length() - 1));
    }

    public HttpResponse<String> get(String rest) {
        return server.get(path(rest));
    }

    public HttpResponse<String> put(String rest, String body) {
        return server.put(path(rest), body);
    }

    public HttpResponse<String> post(String rest, String body) {
        return server.post(path(rest), body);
    }
}
