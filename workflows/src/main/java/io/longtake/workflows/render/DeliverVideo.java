package io.longtake.workflows.render;

public record DeliverVideo(Video video, Delivery delivery) {}
