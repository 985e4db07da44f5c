package io.fivenines.gateway.api;

import io.javalin.http.Handler;

/**
 * What is answered to a GET of a path.
 *
 * @param scope what the asker's token must allow; null for anybody
 */
record Route(String path, Scope scope, Handler handler) {}
