// Written by `npm run api-types` from the description of the API. Not changed by hand.

export interface paths {
  "/api/v1/accounts": {
    parameters: {
    };
    get: operations["get-accounts"];
    post: operations["create-account"];
  };
  "/api/v1/accounts/change-email": {
    parameters: {
    };
    post: operations["change-own_email"];
  };
  "/api/v1/accounts/change-password": {
    parameters: {
    };
    post: operations["change-password"];
  };
  "/api/v1/accounts/disable": {
    parameters: {
    };
    post: operations["disable-account"];
  };
  "/api/v1/accounts/email": {
    parameters: {
    };
    post: operations["set-account_email"];
  };
  "/api/v1/accounts/erase": {
    parameters: {
    };
    post: operations["erase-account"];
  };
  "/api/v1/accounts/own": {
    parameters: {
    };
    get: operations["get-accounts-own"];
  };
  "/api/v1/accounts/reset-password": {
    parameters: {
    };
    post: operations["reset-password"];
  };
  "/api/v1/accounts/roles": {
    parameters: {
    };
    post: operations["set-roles"];
  };
  "/api/v1/actors": {
    parameters: {
    };
    get: operations["get-actors"];
  };
  "/api/v1/alert-receivers": {
    parameters: {
    };
    get: operations["get-alert-receivers"];
  };
  "/api/v1/alert-rules": {
    parameters: {
    };
    get: operations["get-alert-rules"];
    post: operations["create-alert_rule"];
  };
  "/api/v1/alert-rules/change": {
    parameters: {
    };
    post: operations["change-alert_rule"];
  };
  "/api/v1/alerts": {
    parameters: {
    };
    get: operations["get-alerts"];
  };
  "/api/v1/alerts/digest": {
    parameters: {
    };
    post: operations["set-alert_digest"];
  };
  "/api/v1/alerts/reach": {
    parameters: {
    };
    get: operations["get-alerts-reach"];
    post: operations["set-alert_reach"];
  };
  "/api/v1/alerts/see": {
    parameters: {
    };
    post: operations["see_alerts"];
  };
  "/api/v1/alerts/silence": {
    parameters: {
    };
    post: operations["silence-alert"];
  };
  "/api/v1/alerts/unread": {
    parameters: {
    };
    get: operations["get-alerts-unread"];
  };
  "/api/v1/announcements": {
    parameters: {
    };
    get: operations["get-announcements"];
    post: operations["announce"];
  };
  "/api/v1/announcements/{id}": {
    parameters: {
    };
    get: operations["get-announcements-id"];
  };
  "/api/v1/announcements/change": {
    parameters: {
    };
    post: operations["change_announcement"];
  };
  "/api/v1/announcements/close": {
    parameters: {
    };
    post: operations["close_announcement"];
  };
  "/api/v1/announcements/reopen": {
    parameters: {
    };
    post: operations["reopen_announcement"];
  };
  "/api/v1/availability": {
    parameters: {
    };
    get: operations["get-availability"];
  };
  "/api/v1/balances": {
    parameters: {
    };
    get: operations["get-balances"];
  };
  "/api/v1/changes": {
    parameters: {
    };
    get: operations["get-changes"];
  };
  "/api/v1/changes/stream": {
    parameters: {
    };
    get: operations["stream-changes"];
  };
  "/api/v1/channels": {
    parameters: {
    };
    get: operations["get-channels"];
    post: operations["create_channel"];
  };
  "/api/v1/channels/change": {
    parameters: {
    };
    post: operations["change_channel"];
  };
  "/api/v1/corrections": {
    parameters: {
    };
    post: operations["correct"];
  };
  "/api/v1/corrections/lot": {
    parameters: {
    };
    post: operations["resolve"];
  };
  "/api/v1/decisions/{id}": {
    parameters: {
    };
    get: operations["get-decisions-id"];
  };
  "/api/v1/demo": {
    parameters: {
    };
    get: operations["get-demo"];
  };
  "/api/v1/document-kinds": {
    parameters: {
    };
    get: operations["get-document-kinds"];
  };
  "/api/v1/documents": {
    parameters: {
    };
    get: operations["get-documents"];
  };
  "/api/v1/documents/{id}": {
    parameters: {
    };
    get: operations["get-documents-id"];
  };
  "/api/v1/documents/{id}/corrections": {
    parameters: {
    };
    get: operations["get-documents-id-corrections"];
  };
  "/api/v1/documents/{id}/lines": {
    parameters: {
    };
    get: operations["get-documents-id-lines"];
  };
  "/api/v1/export-files/{id}": {
    parameters: {
    };
    get: operations["get-export-file"];
  };
  "/api/v1/exports": {
    parameters: {
    };
    post: operations["ready-export"];
  };
  "/api/v1/find": {
    parameters: {
    };
    get: operations["get-find"];
  };
  "/api/v1/holds": {
    parameters: {
    };
    get: operations["get-holds"];
    post: operations["hold"];
  };
  "/api/v1/holds/release": {
    parameters: {
    };
    post: operations["release"];
  };
  "/api/v1/import-documents": {
    parameters: {
    };
    get: operations["get-import-documents"];
  };
  "/api/v1/import-kinds": {
    parameters: {
    };
    get: operations["get-import-kinds"];
  };
  "/api/v1/imports": {
    parameters: {
    };
    get: operations["get-imports"];
    post: operations["send-import"];
  };
  "/api/v1/imports/{id}": {
    parameters: {
    };
    get: operations["get-imports-id"];
    delete: operations["forget-import"];
  };
  "/api/v1/imports/{id}/causes": {
    parameters: {
    };
    get: operations["get-imports-id-causes"];
  };
  "/api/v1/imports/{id}/check": {
    parameters: {
    };
    post: operations["import-check"];
  };
  "/api/v1/imports/{id}/failing.csv": {
    parameters: {
    };
    get: operations["get-import-failing"];
  };
  "/api/v1/imports/{id}/fixes": {
    parameters: {
    };
    post: operations["import-fixes"];
  };
  "/api/v1/imports/{id}/look": {
    parameters: {
    };
    get: operations["get-imports-id-look"];
  };
  "/api/v1/imports/{id}/reading": {
    parameters: {
    };
    post: operations["import-reading"];
  };
  "/api/v1/imports/{id}/run": {
    parameters: {
    };
    post: operations["import-run"];
  };
  "/api/v1/imports/{id}/stop": {
    parameters: {
    };
    post: operations["import-stop"];
  };
  "/api/v1/imports/{id}/undo": {
    parameters: {
    };
    post: operations["import-undo"];
  };
  "/api/v1/items": {
    parameters: {
    };
    get: operations["get-items"];
    post: operations["create-item"];
  };
  "/api/v1/items/{id}": {
    parameters: {
    };
    get: operations["get-items-id"];
  };
  "/api/v1/items/{id}/look-alikes": {
    parameters: {
    };
    get: operations["get-items-id-look-alikes"];
  };
  "/api/v1/items/change": {
    parameters: {
    };
    post: operations["change-item"];
  };
  "/api/v1/items/tracking-mode": {
    parameters: {
    };
    post: operations["change-tracking-mode"];
  };
  "/api/v1/items/unit": {
    parameters: {
    };
    post: operations["set-unit"];
  };
  "/api/v1/keys": {
    parameters: {
    };
    get: operations["get-keys"];
    post: operations["create-key"];
  };
  "/api/v1/keys/revoke": {
    parameters: {
    };
    post: operations["revoke-key"];
  };
  "/api/v1/locations": {
    parameters: {
    };
    get: operations["get-locations"];
    post: operations["create-location"];
  };
  "/api/v1/locations/{id}": {
    parameters: {
    };
    get: operations["get-locations-id"];
  };
  "/api/v1/locations/change": {
    parameters: {
    };
    post: operations["change-location"];
  };
  "/api/v1/locations/close": {
    parameters: {
    };
    post: operations["close-location"];
  };
  "/api/v1/locations/tree": {
    parameters: {
    };
    get: operations["get-locations-tree"];
  };
  "/api/v1/lot-attributes": {
    parameters: {
    };
    get: operations["get-lot-attributes"];
    post: operations["define-attribute"];
  };
  "/api/v1/lots": {
    parameters: {
    };
    get: operations["get-lots"];
    post: operations["create-lot"];
  };
  "/api/v1/lots/{id}": {
    parameters: {
    };
    get: operations["get-lots-id"];
  };
  "/api/v1/lots/{id}/look-alikes": {
    parameters: {
    };
    get: operations["get-lots-id-look-alikes"];
  };
  "/api/v1/lots/change": {
    parameters: {
    };
    post: operations["change_lot"];
  };
  "/api/v1/lots/merge": {
    parameters: {
    };
    post: operations["merge_lots"];
  };
  "/api/v1/mail": {
    parameters: {
    };
    get: operations["get-mail"];
  };
  "/api/v1/mail/send-again": {
    parameters: {
    };
    post: operations["send_again-letters"];
  };
  "/api/v1/mail/test": {
    parameters: {
    };
    post: operations["send-test_mail"];
  };
  "/api/v1/movements": {
    parameters: {
    };
    get: operations["get-movements"];
  };
  "/api/v1/names": {
    parameters: {
    };
    get: operations["get-names"];
  };
  "/api/v1/opening-stock": {
    parameters: {
    };
    post: operations["opening"];
  };
  "/api/v1/orders": {
    parameters: {
    };
    get: operations["get-orders"];
    post: operations["place_order"];
  };
  "/api/v1/orders/{id}": {
    parameters: {
    };
    get: operations["get-orders-id"];
  };
  "/api/v1/orders/{id}/replay": {
    parameters: {
    };
    get: operations["get-orders-id-replay"];
  };
  "/api/v1/orders/{id}/suggestion": {
    parameters: {
    };
    get: operations["get-orders-id-suggestion"];
  };
  "/api/v1/orders/cancel": {
    parameters: {
    };
    post: operations["cancel_order"];
  };
  "/api/v1/orders/change": {
    parameters: {
    };
    post: operations["change_order"];
  };
  "/api/v1/orders/deliver": {
    parameters: {
    };
    post: operations["deliver"];
  };
  "/api/v1/orders/pack": {
    parameters: {
    };
    post: operations["pack"];
  };
  "/api/v1/orders/pick": {
    parameters: {
    };
    post: operations["pick"];
  };
  "/api/v1/orders/reserve": {
    parameters: {
    };
    post: operations["reserve"];
  };
  "/api/v1/orders/reserve-waiting": {
    parameters: {
    };
    post: operations["reserve_waiting"];
  };
  "/api/v1/orders/ship": {
    parameters: {
    };
    post: operations["ship"];
  };
  "/api/v1/orders/unpick": {
    parameters: {
    };
    post: operations["unpick"];
  };
  "/api/v1/orders/waiting": {
    parameters: {
    };
    get: operations["get-orders-waiting"];
  };
  "/api/v1/partners": {
    parameters: {
    };
    get: operations["get-partners"];
    post: operations["create-partner"];
  };
  "/api/v1/partners/{id}": {
    parameters: {
    };
    get: operations["get-partners-id"];
  };
  "/api/v1/partners/change": {
    parameters: {
    };
    post: operations["change-partner"];
  };
  "/api/v1/partners/erase": {
    parameters: {
    };
    post: operations["erase-partner"];
  };
  "/api/v1/receipts": {
    parameters: {
    };
    get: operations["get-receipts"];
    post: operations["receipt"];
  };
  "/api/v1/receipts/{id}": {
    parameters: {
    };
    get: operations["get-receipts-id"];
  };
  "/api/v1/reorder-points": {
    parameters: {
    };
    get: operations["get-reorder-points"];
    post: operations["set-reorder_point"];
  };
  "/api/v1/report-runs": {
    parameters: {
    };
    get: operations["get-report-runs"];
  };
  "/api/v1/reports": {
    parameters: {
    };
    get: operations["get-reports"];
    post: operations["create-report"];
  };
  "/api/v1/reports/change": {
    parameters: {
    };
    post: operations["change-report"];
  };
  "/api/v1/reports/remove": {
    parameters: {
    };
    post: operations["remove-report"];
  };
  "/api/v1/reports/run": {
    parameters: {
    };
    post: operations["run-report"];
  };
  "/api/v1/returns": {
    parameters: {
    };
    get: operations["get-returns"];
    post: operations["return"];
  };
  "/api/v1/returns/{id}": {
    parameters: {
    };
    get: operations["get-returns-id"];
  };
  "/api/v1/roles": {
    parameters: {
    };
    get: operations["get-roles"];
  };
  "/api/v1/serials": {
    parameters: {
    };
    get: operations["get-serials"];
  };
  "/api/v1/serials/{id}": {
    parameters: {
    };
    get: operations["get-serials-id"];
  };
  "/api/v1/serials/{id}/parts": {
    parameters: {
    };
    get: operations["get-serials-id-parts"];
  };
  "/api/v1/serials/alias": {
    parameters: {
    };
    post: operations["alias_serial"];
  };
  "/api/v1/shipments": {
    parameters: {
    };
    get: operations["get-shipments"];
  };
  "/api/v1/stock": {
    parameters: {
    };
    get: operations["get-stock"];
  };
  "/api/v1/stock/adjust": {
    parameters: {
    };
    post: operations["adjust"];
  };
  "/api/v1/stock/as-of": {
    parameters: {
    };
    get: operations["get-stock-as-of"];
  };
  "/api/v1/stock/dispose": {
    parameters: {
    };
    post: operations["dispose"];
  };
  "/api/v1/stock/ending": {
    parameters: {
    };
    get: operations["get-stock-ending"];
  };
  "/api/v1/stock/move": {
    parameters: {
    };
    post: operations["move"];
  };
  "/api/v1/stock/reserved": {
    parameters: {
    };
    get: operations["get-stock-reserved"];
  };
  "/api/v1/system": {
    parameters: {
    };
    get: operations["get-system"];
  };
  "/api/v1/trace": {
    parameters: {
    };
    get: operations["get-trace"];
  };
  "/api/v1/transformations": {
    parameters: {
    };
    get: operations["get-transformations"];
    post: operations["transform"];
  };
  "/api/v1/transformations/{id}": {
    parameters: {
    };
    get: operations["get-transformations-id"];
  };
  "/api/v1/try/corrections": {
    parameters: {
    };
    post: operations["try-correct"];
  };
  "/api/v1/try/corrections/lot": {
    parameters: {
    };
    post: operations["try-resolve"];
  };
  "/api/v1/try/stock/move": {
    parameters: {
    };
    post: operations["try-move"];
  };
  "/api/v1/views": {
    parameters: {
    };
    get: operations["get-views"];
    post: operations["create-view"];
  };
  "/api/v1/views/{id}": {
    parameters: {
    };
    get: operations["get-views-id"];
  };
  "/api/v1/views/change": {
    parameters: {
    };
    post: operations["change-view"];
  };
  "/api/v1/views/remove": {
    parameters: {
    };
    post: operations["remove-view"];
  };
  "/api/v1/webhooks": {
    parameters: {
    };
    get: operations["get-webhooks"];
    post: operations["create-webhook"];
  };
  "/api/v1/webhooks/remove": {
    parameters: {
    };
    post: operations["remove-webhook"];
  };
  "/api/v1/webhooks/replay": {
    parameters: {
    };
    post: operations["replay-webhook"];
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    adjust: {
      /** @description A whole number of base units, as text. */
      counted: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** @description A UUID, lower case. */
      locationId: string;
      /** @description A UUID, lower case. */
      lotId?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      ownerId?: string;
      reason: string;
      serials?: string[];
    };
    "adjust-answer": {
      /** @description A whole number of base units, also below zero, as text. */
      difference: string;
      /** @description A UUID, lower case. */
      documentId: string;
      found?: string[];
      lost?: string[];
      resolved?: {
        /** @description A UUID, lower case. */
        documentId: string;
        line: number;
        /** @description A UUID, lower case. */
        lotId: string;
        /** @description A whole number of base units, also below zero, as text. */
        quantity: string;
      }[];
      /** @description A whole number of base units, as text. */
      voided?: string;
    };
    alias_serial: {
      alias: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
      serial: string;
    };
    "alias_serial-answer": {
      /** @description A UUID, lower case. */
      itemId: string;
      serial: string;
      /** @description A UUID, lower case. */
      serialId: string;
    };
    announce: {
      /** @description A UUID, lower case, and not the nil UUID. */
      announcementId?: string;
      /** Format: date */
      expectedOn?: string;
      /** Format: uuid */
      id?: string;
      kind: "purchase_order" | "advance_notice";
      lines: {
        /** @description A UUID, lower case. */
        itemId: string;
        /** @description A UUID, lower case, and not the nil UUID. */
        lineId?: string;
        lotCode?: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
      }[];
      number: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      siteId: string;
      /** @description A UUID, lower case. */
      supplierId: string;
    };
    "announce-answer": {
      /** @description A UUID, lower case. */
      announcementId: string;
      lineIds: string[];
    };
    cancel_order: {
      /** Format: uuid */
      id?: string;
      lineIds?: string[];
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      orderId: string;
      reason: string;
    };
    "cancel_order-answer": {
      lines: number;
      /** @description A UUID, lower case. */
      orderId: string;
    };
    change_announcement: {
      add?: {
        /** @description A UUID, lower case. */
        itemId: string;
        /** @description A UUID, lower case, and not the nil UUID. */
        lineId?: string;
        lotCode?: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
      }[];
      /** @description A UUID, lower case. */
      announcementId: string;
      expectedOn?: string | null;
      /** Format: uuid */
      id?: string;
      lines?: {
        /** @description A UUID, lower case. */
        lineId: string;
        /** @description A whole number of base units, as text. */
        quantity: string;
      }[];
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "change_announcement-answer": {
      added: string[];
      /** @description A UUID, lower case. */
      announcementId: string;
      lines: number;
    };
    change_channel: {
      /** @description A UUID, lower case. */
      channelId: string;
      /** @description A closed channel takes no new orders. */
      closed?: boolean;
      /** Format: uuid */
      id?: string;
      leastLifeDays?: number | null;
      name?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @enum {unknown} */
      policy?: "fefo" | "fifo" | "fewest_lots";
      reason: string;
      transitDays?: number;
    };
    "change_channel-answer": {
      after: {
        closed?: boolean;
        leastLifeDays?: number | null;
        name?: string;
        policy?: string;
        transitDays?: number;
      };
      before: {
        closed?: boolean;
        leastLifeDays?: number | null;
        name?: string;
        policy?: string;
        transitDays?: number;
      };
      /** @description A UUID, lower case. */
      channelId: string;
    };
    change_lot: {
      attributes?: {
        [key: string]: string;
      };
      clear?: ("produced" | "packed" | "bestBefore" | "useBy" | "sellBy" | "retest" | "ownCode" | "regulatoryCode" | "regulatorySource" | "facility")[];
      clearAttributes?: string[];
      code?: string;
      dates?: {
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        bestBefore?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        packed?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        produced?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        retest?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        sellBy?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        useBy?: string;
      };
      facility?: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      lotId: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      originId?: string;
      ownCode?: string;
      printable?: boolean;
      reason?: string;
      regulatoryCode?: string;
      regulatorySource?: string;
    };
    "change_lot-answer": {
      bindingOn: string | null;
      bindingOnBefore: string | null;
      changed: string[];
      /** @description A UUID, lower case. */
      lotId: string;
      /** @description A whole number of base units, as text. */
      unpicked?: string;
      values?: {
        field: string;
        new: string | null;
        old: string | null;
      }[];
      /** @description A whole number of base units, as text. */
      voided?: string;
    };
    change_order: {
      add?: {
        /** @description A UUID, lower case. */
        itemId: string;
        /** @description A UUID, lower case, and not the nil UUID. */
        lineId?: string;
        /** @description A UUID, lower case. */
        ownerId?: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        /** @description A UUID, lower case. */
        wantedLotId?: string;
      }[];
      customerId?: string | null;
      /** Format: uuid */
      id?: string;
      lines?: {
        /** @description A UUID, lower case. */
        lineId: string;
        /** @description A whole number of base units, as text. */
        quantity: string;
      }[];
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      orderId: string;
      reason: string;
      /** @description Whether what is more than before is set aside at once, or waits for stock; yes when left out. */
      reserve?: boolean;
      shipTo?: {
        address?: string;
        country?: string;
        name?: string;
      } | null;
    };
    "change_order-answer": {
      added: string[];
      lines: number;
      /** @description A UUID, lower case. */
      orderId: string;
      reserved: {
        /** @description A UUID, lower case. */
        lineId: string;
        /** @description A whole number of base units, also below zero, as text. */
        reserved: string;
        /** @description A whole number of base units, as text. */
        short: string;
      }[];
    };
    "change-alert_rule": {
      /** @description How many days before or after; 0 where the kind has none. */
      days?: number;
      /** Format: uuid */
      id?: string;
      isOn?: boolean;
      mutedUntil?: string | null;
      name?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description Accounts that are told besides. */
      people?: string[];
      /** @enum {unknown} */
      reach?: "app" | "mail" | "daily" | "weekly";
      /** @description Whose alerts they are. */
      roles?: ("administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor")[];
      /** @description A UUID, lower case. */
      ruleId: string;
    };
    "change-alert_rule-answer": {
      /** @description A UUID, lower case. */
      ruleId: string;
    };
    "change-item": {
      baseUnit?: string;
      /** @enum {unknown} */
      bindingDate?: "use_by_or_best_before" | "use_by" | "best_before" | "sell_by" | "retest" | "none";
      closed?: boolean;
      currency?: string | null;
      description?: string | null;
      gtin?: string | null;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      leastReceiptDays?: number | null;
      name?: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
      secondUnit?: string | null;
      segregationClass?: string | null;
      shelfLifeDays?: number | null;
      stocked?: boolean;
      value?: string | null;
    };
    "change-item-answer": {
      changed: string[];
      /** @description A UUID, lower case. */
      itemId: string;
      lots?: {
        before: string | null;
        code: string;
        /** @description A UUID, lower case. */
        lotId: string;
        now: string | null;
      }[];
      rebound?: number;
      /** @description A whole number of base units, as text. */
      unpicked?: string;
      /** @description A whole number of base units, as text. */
      voided?: string;
    };
    "change-location": {
      /** @constant */
      closed?: false;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      locationId: string;
      name?: string;
      /** Format: date-time */
      occurredAt?: string;
      oneLot?: boolean;
      oneOwner?: boolean;
      reason: string;
      segregationClass?: string | null;
      /** @description An IANA time zone, for example Europe/London. */
      timeZone?: string;
    };
    "change-location-answer": {
      changed: string[];
      /** @description A UUID, lower case. */
      locationId: string;
    };
    "change-own_email": {
      email: string | null;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
    };
    "change-own_email-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
    };
    "change-partner": {
      address?: string | null;
      closed?: boolean;
      country?: string | null;
      email?: string | null;
      /** Format: uuid */
      id?: string;
      leastLifeDays?: number | null;
      name?: string | null;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      partnerId: string;
      phone?: string | null;
      reason: string;
      roles?: ("supplier" | "customer" | "owner")[];
      transitDays?: number | null;
    };
    "change-partner-answer": {
      changed: string[];
      /** @description A UUID, lower case. */
      partnerId: string;
    };
    "change-password": {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description Never kept or shown. */
      password: string;
      /** @description Never kept or shown. */
      presentPassword: string;
    };
    "change-password-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
    };
    "change-report": {
      /** @description By the clocks of the zone. */
      at?: string;
      /** @enum {unknown} */
      every?: "day" | "week" | "month";
      /**
      * @description CSV (RFC 4180, UTF-8), a workbook with real numbers and dates, or a table to print of at most 2,000 rows.
      * @enum {unknown}
      */
      format?: "csv" | "xlsx" | "pdf";
      /** Format: uuid */
      id?: string;
      isPaused?: boolean;
      /** @description The accounts it is sent to. */
      mailTo?: string[];
      name?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description Of a week from Monday (1) on; of a month the day, or its last when it has not so many. */
      onDay?: number;
      /** @description A UUID, lower case. */
      reportId: string;
      /** @description A time zone, `Europe/Dublin`. */
      zone?: string;
    };
    "change-report-answer": {
      /** @description A UUID, lower case. */
      reportId: string;
    };
    "change-tracking-mode": {
      /** Format: date */
      fromOn: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
      /** @enum {unknown} */
      trackingMode: "none" | "lot" | "serial" | "lot+serial" | "serial_at_shipment";
    };
    "change-tracking-mode-answer": {
      /** Format: date */
      fromOn: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** @enum {unknown} */
      trackingMode: "none" | "lot" | "serial" | "lot+serial" | "serial_at_shipment";
    };
    "change-view": {
      asked?: {
        [key: string]: string;
      };
      columns?: {
        /**
        * @description `name`: what the id of it is called; `flags`: the words of the members that are so. Without it, as the list says.
        * @enum {unknown}
        */
        as?: "text" | "number" | "day" | "moment" | "name" | "flags";
        heading: string;
        /** @description A name of letters, at most 50, or two joined by a point. */
        id: string;
        /** @description What is said when there is nothing. */
        none?: string;
        /** @description A member of the row, or `dates.bestBefore`, `attributes.grade` of a member that has members. */
        of: string;
        /** @description What is said for a value; `{member}` in it is what another member says. */
        words?: {
          [key: string]: string;
        };
      }[];
      /** @description What is asked, in words. */
      filters?: string[];
      /** Format: uuid */
      id?: string;
      /** @description Everybody sees it; needs `view.share`. */
      isShared?: boolean;
      name?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      viewId: string;
    };
    "change-view-answer": {
      /** @description A UUID, lower case. */
      viewId: string;
    };
    close_announcement: {
      /** @description A UUID, lower case. */
      announcementId: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "close_announcement-answer": {
      /** @description A UUID, lower case. */
      announcementId: string;
    };
    "close-location": {
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      locationId: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "close-location-answer": {
      /** @description A UUID, lower case. */
      locationId: string;
    };
    correct: {
      documents?: string[];
      /** Format: uuid */
      id?: string;
      lines?: {
        candidateIds?: string[];
        /** @description A UUID, lower case. */
        documentId: string;
        /** @description A UUID, lower case. */
        itemId?: string;
        /** @description The line as the document numbered it, whatever corrected it since. */
        line: number;
        /** @description A UUID, lower case. */
        locationId?: string;
        lot?: {
          code?: string;
          dates?: {
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            bestBefore?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            packed?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            produced?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            retest?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            sellBy?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            useBy?: string;
          };
          /** @description A UUID, lower case. */
          originId?: string;
        };
        /** @description A UUID, lower case. */
        lotId?: string;
        /** @description What it really was, in `unit`, or base units; 0: it never happened. */
        quantity?: string;
        /** @description A whole number of base units above zero, as text. */
        secondQuantity?: string;
        /** @description A UUID, lower case. */
        supplierId?: string;
        unit?: string;
      }[];
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "correct-answer": {
      /** @description A UUID, lower case. */
      documentId: string;
      entered?: {
        /** @description A UUID, lower case. */
        documentId: string;
        line: number;
        quantity: string | null;
        unit: string | null;
      }[];
      holds: string[];
      lines: number;
      merged: {
        /** @description A UUID, lower case. */
        intoLotId: string;
        /** @description A UUID, lower case. */
        lotId: string;
      }[];
      outlasts: {
        /** Format: date */
        inputLastsTo: string;
        /** @description A UUID, lower case. */
        inputLotId: string;
        lastsTo: string | null;
        /** @description A UUID, lower case. */
        lotId: string;
      }[];
      renamed: {
        changed: string[];
        /** @description A UUID, lower case. */
        lotId: string;
        values?: {
          field: string;
          new: string | null;
          old: string | null;
        }[];
      }[];
      traces: {
        becomes: {
          added: string[];
          removed: string[];
        };
        code: string;
        customers: {
          added: string[];
          removed: string[];
        };
        /** @description A UUID, lower case. */
        lotId: string;
        madeOf: {
          added: string[];
          removed: string[];
        };
        shipments: {
          /** @description A whole number of base units, as text. */
          before: string;
          customerId: string | null;
          /** @description A movement: `<document id>.<line>`. */
          id: string;
          /** @description A whole number of base units, as text. */
          now: string;
          orderId: string | null;
        }[];
        sku: string;
      }[];
      /** @description A whole number of base units, as text. */
      unpicked: string;
      /** @description A whole number of base units, as text. */
      voided: string;
    };
    create_channel: {
      /** @description A UUID, lower case, and not the nil UUID. */
      channelId?: string;
      code: string;
      /** Format: uuid */
      id?: string;
      leastLifeDays?: number;
      name: string;
      /** Format: date-time */
      occurredAt?: string;
      policy?: "fefo" | "fifo" | "fewest_lots";
      transitDays?: number;
    };
    "create_channel-answer": {
      /** @description A UUID, lower case. */
      channelId: string;
    };
    "create-account": {
      /** @description A UUID, lower case, and not the nil UUID. */
      accountId?: string;
      /** @description one address, as kim@shop.example */
      email?: string;
      /** Format: uuid */
      id?: string;
      login: string;
      name: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description Never kept or shown. */
      password: string;
      roles: ("administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor")[];
    };
    "create-account-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
    };
    "create-alert_rule": {
      /** @description The lot attribute that is missed; only for document_missing. */
      attribute?: string;
      /** @description How many days before or after; 0 where the kind has none. */
      days?: number;
      /** Format: uuid */
      id?: string;
      /** @enum {unknown} */
      kind: "expiring" | "below_reorder" | "held_long" | "delivery_overdue" | "order_waiting" | "document_missing" | "drift" | "job_failed";
      name: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description Accounts that are told besides. */
      people?: string[];
      /** @enum {unknown} */
      reach?: "app" | "mail" | "daily" | "weekly";
      /** @description Whose alerts they are. */
      roles: ("administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor")[];
      /** @description A UUID, lower case. */
      ruleId?: string;
      /** @description A UUID, lower case. */
      siteId?: string;
    };
    "create-alert_rule-answer": {
      /** @description A UUID, lower case. */
      ruleId: string;
    };
    "create-item": {
      baseUnit: string;
      /** @enum {unknown} */
      bindingDate?: "use_by_or_best_before" | "use_by" | "best_before" | "sell_by" | "retest" | "none";
      /** @description A currency in three letters of ISO 4217, like EUR. */
      currency?: string;
      description?: string;
      /** @description GTIN-8, -12, -13 or -14. */
      gtin?: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case, and not the nil UUID. */
      itemId?: string;
      leastReceiptDays?: number;
      name: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      ownerId?: string;
      secondUnit?: string;
      segregationClass?: string;
      shelfLifeDays?: number;
      sku: string;
      stocked?: boolean;
      /** @enum {unknown} */
      trackingMode?: "none" | "lot" | "serial" | "lot+serial" | "serial_at_shipment";
      units?: {
        /** @description A whole number of base units above zero, as text. */
        denominator?: string;
        /** Format: date */
        fromOn?: string;
        /** @description GTIN-8, -12, -13 or -14. */
        gtin?: string;
        /** @description A whole number of base units above zero, as text. */
        numerator: string;
        unit: string;
      }[];
      /** @description What one base unit is worth: an amount of zero or more with at most 8 decimals, as text, like 12.50. */
      value?: string;
    };
    "create-item-answer": {
      /** @description A UUID, lower case. */
      itemId: string;
      sku: string;
    };
    "create-key": {
      /** @description A UUID, lower case. */
      accountId?: string;
      /** Format: date-time */
      expiresAt?: string;
      /** Format: uuid */
      id?: string;
      /** @description SHA-256 of the key `lot_<keyId>_<secret>`, whose secret only its maker knows. */
      keyHash: string;
      /** @description A UUID, lower case, and not the nil UUID. */
      keyId?: string;
      name: string;
      /** Format: date-time */
      occurredAt?: string;
      scopes: string[];
    };
    "create-key-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
      /** @description A UUID, lower case. */
      keyId: string;
    };
    "create-location": {
      code: string;
      /** Format: uuid */
      id?: string;
      /** @enum {unknown} */
      kind: "site" | "zone" | "bin" | "vehicle" | "transit";
      /** @description A UUID, lower case, and not the nil UUID. */
      locationId?: string;
      name?: string;
      /** Format: date-time */
      occurredAt?: string;
      oneLot?: boolean;
      oneOwner?: boolean;
      /** @description A UUID, lower case. */
      parentId?: string;
      /** @enum {unknown} */
      role?: "storage" | "receiving" | "staging" | "quarantine" | "returns";
      segregationClass?: string;
      /** @description An IANA time zone, for example Europe/London. */
      timeZone?: string;
    };
    "create-location-answer": {
      code: string;
      /** @description A UUID, lower case. */
      locationId: string;
      parts?: {
        /** @description A UUID, lower case. */
        quarantine: string;
        /** @description A UUID, lower case. */
        receiving: string;
        /** @description A UUID, lower case. */
        returns: string;
        /** @description A UUID, lower case. */
        staging: string;
        /** @description A UUID, lower case. */
        storage: string;
      };
      siteId: string | null;
    };
    "create-lot": {
      attributes?: {
        [key: string]: string;
      };
      code: string;
      dates?: {
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        bestBefore?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        packed?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        produced?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        retest?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        sellBy?: string;
        /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
        useBy?: string;
      };
      facility?: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** @description A UUID, lower case, and not the nil UUID. */
      lotId?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      originId?: string;
      ownCode?: string;
      printable?: boolean;
      /** Format: date */
      receivedOn?: string;
      regulatoryCode?: string;
      regulatorySource?: string;
    };
    "create-lot-answer": {
      bestBeforeDerived: boolean;
      bindingOn: string | null;
      code: string;
      lookAlikes: string[];
      /** @description A UUID, lower case. */
      lotId: string;
    };
    "create-partner": {
      address?: string;
      code: string;
      /** @description ISO 3166-1 alpha-2. */
      country?: string;
      /** @description A mail address, as kim@shop.example. */
      email?: string;
      /** Format: uuid */
      id?: string;
      leastLifeDays?: number;
      name?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case, and not the nil UUID. */
      partnerId?: string;
      phone?: string;
      roles?: ("supplier" | "customer" | "owner")[];
      transitDays?: number;
    };
    "create-partner-answer": {
      code: string;
      /** @description A UUID, lower case. */
      partnerId: string;
    };
    "create-report": {
      /** @description By the clocks of the zone. */
      at: string;
      /** @enum {unknown} */
      every: "day" | "week" | "month";
      /**
      * @description CSV (RFC 4180, UTF-8), a workbook with real numbers and dates, or a table to print of at most 2,000 rows.
      * @enum {unknown}
      */
      format: "csv" | "xlsx" | "pdf";
      /** Format: uuid */
      id?: string;
      /** @description The accounts it is sent to. */
      mailTo: string[];
      name: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description Of a week from Monday (1) on; of a month the day, or its last when it has not so many. */
      onDay: number;
      /** @description A UUID, lower case, and not the nil UUID. */
      reportId?: string;
      /** @description A UUID, lower case. */
      viewId: string;
      /** @description A time zone, `Europe/Dublin`. */
      zone: string;
    };
    "create-report-answer": {
      /** @description A UUID, lower case. */
      reportId: string;
    };
    "create-view": {
      asked: {
        [key: string]: string;
      };
      columns: {
        /**
        * @description `name`: what the id of it is called; `flags`: the words of the members that are so. Without it, as the list says.
        * @enum {unknown}
        */
        as?: "text" | "number" | "day" | "moment" | "name" | "flags";
        heading: string;
        /** @description A name of letters, at most 50, or two joined by a point. */
        id: string;
        /** @description What is said when there is nothing. */
        none?: string;
        /** @description A member of the row, or `dates.bestBefore`, `attributes.grade` of a member that has members. */
        of: string;
        /** @description What is said for a value; `{member}` in it is what another member says. */
        words?: {
          [key: string]: string;
        };
      }[];
      /** @description What is asked, in words. */
      filters: string[];
      /** Format: uuid */
      id?: string;
      /** @description Everybody sees it; needs `view.share`. */
      isShared: boolean;
      /** @description The path of the list, `/lots`. */
      list: string;
      name: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description The page of the app it is shown on. */
      page: string;
      /** @description A UUID, lower case, and not the nil UUID. */
      viewId?: string;
    };
    "create-view-answer": {
      /** @description A UUID, lower case. */
      viewId: string;
    };
    "create-webhook": {
      /** Format: uuid */
      id?: string;
      kinds?: string[];
      /** Format: date-time */
      occurredAt?: string;
      secret: string;
      url: string;
      /** @description A UUID, lower case, and not the nil UUID. */
      webhookId?: string;
    };
    "create-webhook-answer": {
      /** @description A UUID, lower case. */
      webhookId: string;
    };
    "define-attribute": {
      choices?: string[];
      /** Format: uuid */
      id?: string;
      /** @description A name of small letters, digits and _, a letter first. */
      name: string;
      /** Format: date-time */
      occurredAt?: string;
      title: string;
      /** @enum {unknown} */
      type: "text" | "number" | "date" | "yes_no" | "choice";
    };
    "define-attribute-answer": {
      name: string;
    };
    deliver: {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      orderId: string;
      parcel?: string;
    };
    "deliver-answer": {
      /** @description A UUID, lower case. */
      orderId: string;
      /** @enum {unknown} */
      step: "packed" | "delivered";
    };
    "disable-account": {
      /** @description A UUID, lower case. */
      accountId: string;
      disabled: boolean;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
    };
    "disable-account-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
      disabled: boolean;
    };
    dispose: {
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** @description A UUID, lower case. */
      locationId: string;
      /** @description A UUID, lower case. */
      lotId?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      ownerId?: string;
      /** @description A whole number of base units above zero, as text. */
      quantity: string;
      reason: string;
      serials?: string[];
    };
    "dispose-answer": {
      /** @description A UUID, lower case. */
      documentId: string;
      /** @description A whole number of base units, as text. */
      voided: string;
    };
    "erase-account": {
      /** @description A UUID, lower case. */
      accountId: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "erase-account-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
    };
    "erase-partner": {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      partnerId: string;
      reason: string;
    };
    "erase-partner-answer": {
      /** @description A UUID, lower case. */
      partnerId: string;
    };
    hold: {
      /** @description A UUID, lower case, and not the nil UUID. */
      holdId?: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** @description A UUID, lower case. */
      locationId?: string;
      /** @description A UUID, lower case. */
      lotId?: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
      scope: "lot" | "lot_in_location" | "serial" | "item_supplier";
      serial?: string;
      /** @description A UUID, lower case. */
      supplierId?: string;
    };
    "hold-answer": {
      /** @description A UUID, lower case. */
      holdId: string;
      /** @description A whole number of base units, as text. */
      unpicked: string;
      /** @description A whole number of base units, as text. */
      voided: string;
    };
    merge_lots: {
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      intoLotId: string;
      /** @description A UUID, lower case. */
      lotId: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "merge_lots-answer": {
      /** @description A UUID, lower case. */
      intoLotId: string;
      lastedTo: string | null;
      lastsTo: string | null;
      /** @description A UUID, lower case. */
      lotId: string;
      /** @description A whole number of base units, as text. */
      unpicked?: string;
      /** @description A whole number of base units, as text. */
      voided?: string;
    };
    move: {
      /** Format: uuid */
      id?: string;
      lines: {
        candidateIds?: string[];
        /** @description A UUID, lower case. */
        fromLocationId: string;
        /** @description A UUID, lower case. */
        itemId: string;
        /** @description A UUID, lower case. */
        lotId?: string;
        /** @description A UUID, lower case. */
        ownerId?: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        serial?: string;
        /** @description A UUID, lower case. */
        toLocationId: string;
      }[];
      /** Format: date-time */
      occurredAt?: string;
    };
    "move-answer": {
      /** @description A UUID, lower case. */
      documentId: string;
      lines: number;
    };
    opening: {
      /** Format: uuid */
      id?: string;
      lines: {
        /** @description A UUID, lower case. */
        announcementLineId?: string;
        /** @description A UUID, lower case. */
        itemId: string;
        lot?: {
          code: string;
          dates?: {
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            bestBefore?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            packed?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            produced?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            retest?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            sellBy?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            useBy?: string;
          };
          facility?: string;
          /** @description A UUID, lower case, and not the nil UUID. */
          lotId?: string;
          /** @description A UUID, lower case. */
          originId?: string;
          ownCode?: string;
          regulatoryCode?: string;
          regulatorySource?: string;
        };
        overrideReason?: string;
        /** @description A UUID, lower case. */
        ownerId?: string;
        /** @description A number above zero in `unit`, or in base units, as text. */
        quantity: string;
        /** @description A whole number of base units above zero, as text. */
        secondQuantity?: string;
        serials?: string[];
        supplierLotCode?: string;
        /** @description A UUID, lower case. */
        toLocationId?: string;
        unit?: string;
      }[];
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      siteId: string;
    };
    "opening-answer": {
      /** @description A UUID, lower case. */
      documentId: string;
      lines: {
        conflicts: {
          came: string;
          field: string;
          known: string;
        }[];
        created: boolean;
        holdId: string | null;
        line: number;
        lookAlikes: string[];
        lotId: string | null;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
      }[];
      number: string;
    };
    pack: {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      orderId: string;
      parcel?: string;
    };
    "pack-answer": {
      /** @description A UUID, lower case. */
      orderId: string;
      /** @enum {unknown} */
      step: "packed" | "delivered";
    };
    pick: {
      /** Format: uuid */
      id?: string;
      lines?: {
        /** @description A UUID, lower case. */
        lineId: string;
        lots?: {
          /** @description A UUID, lower case. */
          locationId?: string;
          /** @description A UUID, lower case. */
          lotId: string;
          /** @description A whole number of base units above zero, as text. */
          quantity: string;
          serials?: string[];
        }[];
        /** @description It is taken of these lots, in the policy’s order. */
        oneOfLotIds?: string[];
        /** @description A whole number of base units above zero, as text. */
        quantity?: string;
        serials?: string[];
      }[];
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      orderId: string;
      reason?: string;
    };
    "pick-answer": {
      notPicked?: {
        /** @description A UUID, lower case. */
        lineId: string;
        why: string;
      }[];
      /** @description A UUID, lower case. */
      orderId: string;
      picked: {
        /** @description A UUID, lower case. */
        lineId: string;
        lotId: string | null;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        serials?: string[];
      }[];
    };
    place_order: {
      /** @description A UUID, lower case. */
      channelId: string;
      /** @description A UUID, lower case. */
      customerId?: string;
      /** Format: uuid */
      id?: string;
      lines: {
        /** @description A UUID, lower case. */
        itemId: string;
        /** @description A UUID, lower case, and not the nil UUID. */
        lineId?: string;
        /** @description A UUID, lower case. */
        ownerId?: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        serials?: string[];
        /** @description A UUID, lower case. */
        wantedLotId?: string;
      }[];
      number: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case, and not the nil UUID. */
      orderId?: string;
      shipTo?: {
        address?: string;
        country?: string;
        name?: string;
      };
      /** @description A UUID, lower case. */
      siteId: string;
      /**
      * @description How far it goes at once; reserved when left out. placed: only noted; nothing is set aside, nor served as stock comes, until it is reserved. picked needs `order.pick` as well, shipped `order.ship`.
      * @enum {unknown}
      */
      through?: "placed" | "reserved" | "picked" | "shipped";
    };
    "place_order-answer": {
      lines: {
        /** @description A UUID, lower case. */
        lineId: string;
        /** @description A whole number of base units, as text. */
        reserved: string;
      }[];
      /** @description A UUID, lower case. */
      orderId: string;
      shipped?: {
        /** @description A movement: `<document id>.<line>`. */
        id: string;
        /** @description A UUID, lower case. */
        lineId: string;
        lotId: string | null;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        serial?: string;
      }[];
      /** @description A whole number of base units, as text. */
      short: string;
    };
    Problem: {
      /**
      * Format: uuid
      * @description The id under which the log tells more.
      */
      bug?: string;
      code: string;
      detail: string;
      errors?: {
        expected?: string;
        found?: string;
        path?: string;
      }[];
      facts?: {
        [key: string]: unknown;
      };
      /** @description What a person can do about it. */
      mend?: string;
      /** @description The permission that may say yes after all. */
      override?: string;
      status: number;
      title: string;
      type: string;
    };
    receipt: {
      /** @description A UUID, lower case. */
      announcementId?: string;
      /** Format: uuid */
      id?: string;
      lines: {
        /** @description A UUID, lower case. */
        announcementLineId?: string;
        /** @description A UUID, lower case. */
        itemId: string;
        lot?: {
          code: string;
          dates?: {
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            bestBefore?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            packed?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            produced?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            retest?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            sellBy?: string;
            /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
            useBy?: string;
          };
          facility?: string;
          /** @description A UUID, lower case, and not the nil UUID. */
          lotId?: string;
          /** @description A UUID, lower case. */
          originId?: string;
          ownCode?: string;
          regulatoryCode?: string;
          regulatorySource?: string;
        };
        overrideReason?: string;
        /** @description A UUID, lower case. */
        ownerId?: string;
        /** @description A number above zero in `unit`, or in base units, as text. */
        quantity: string;
        /** @description A whole number of base units above zero, as text. */
        secondQuantity?: string;
        serials?: string[];
        supplierLotCode?: string;
        /** @description A UUID, lower case. */
        toLocationId?: string;
        unit?: string;
      }[];
      number?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      siteId: string;
      /** @description A UUID, lower case. */
      supplierId: string;
    };
    "receipt-answer": {
      /** @description A UUID, lower case. */
      documentId: string;
      lines: {
        conflicts: {
          came: string;
          field: string;
          known: string;
        }[];
        created: boolean;
        holdId: string | null;
        line: number;
        lookAlikes: string[];
        lotId: string | null;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
      }[];
      number: string;
    };
    release: {
      /** @description A UUID, lower case. */
      holdId: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "release-answer": {
      /** @description A UUID, lower case. */
      holdId: string;
    };
    "remove-report": {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      reportId: string;
    };
    "remove-report-answer": {
      /** @description A UUID, lower case. */
      reportId: string;
    };
    "remove-view": {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      viewId: string;
    };
    "remove-view-answer": {
      /** @description A UUID, lower case. */
      viewId: string;
    };
    "remove-webhook": {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      webhookId: string;
    };
    "remove-webhook-answer": {
      /** @description A UUID, lower case. */
      webhookId: string;
    };
    reopen_announcement: {
      /** @description A UUID, lower case. */
      announcementId: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "reopen_announcement-answer": {
      /** @description A UUID, lower case. */
      announcementId: string;
    };
    "replay-webhook": {
      /** @description A position, as text. */
      after?: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      webhookId: string;
    };
    "replay-webhook-answer": {
      /** @description A UUID, lower case. */
      webhookId: string;
    };
    reserve: {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      orderId: string;
    };
    reserve_waiting: {
      /** @description Go on behind: `next` of the answer before. */
      after?: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId?: string;
      limit?: number;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      siteId?: string;
    };
    "reserve_waiting-answer": {
      next: string | null;
      reserved: {
        /** @description A UUID, lower case. */
        lineId: string;
        number: string;
        /** @description A UUID, lower case. */
        orderId: string;
        /** @description A whole number of base units, also below zero, as text. */
        reserved: string;
        /** @description A whole number of base units, as text. */
        short: string;
        sku: string;
      }[];
      waiting: number;
    };
    "reserve-answer": {
      lines: {
        /** @description A UUID, lower case. */
        lineId: string;
        /** @description A whole number of base units, also below zero, as text. */
        reserved: string;
        /** @description A whole number of base units, as text. */
        short: string;
      }[];
      /** @description A UUID, lower case. */
      orderId: string;
    };
    "reset-password": {
      /** @description A UUID, lower case. */
      accountId: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description Never kept or shown. */
      password: string;
    };
    "reset-password-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
    };
    resolve: {
      /** @description A UUID, lower case. */
      documentId: string;
      /** Format: uuid */
      id?: string;
      line: number;
      lots?: {
        /** @description A UUID, lower case. */
        lotId: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
      }[];
      notLotIds?: string[];
      /** Format: date-time */
      occurredAt?: string;
      reason: string;
    };
    "resolve-answer": {
      /** @description A UUID, lower case. */
      documentId: string;
      entered?: {
        /** @description A UUID, lower case. */
        documentId: string;
        line: number;
        quantity: string | null;
        unit: string | null;
      }[];
      holds: string[];
      lines: number;
      merged: {
        /** @description A UUID, lower case. */
        intoLotId: string;
        /** @description A UUID, lower case. */
        lotId: string;
      }[];
      outlasts: {
        /** Format: date */
        inputLastsTo: string;
        /** @description A UUID, lower case. */
        inputLotId: string;
        lastsTo: string | null;
        /** @description A UUID, lower case. */
        lotId: string;
      }[];
      renamed: {
        changed: string[];
        /** @description A UUID, lower case. */
        lotId: string;
        values?: {
          field: string;
          new: string | null;
          old: string | null;
        }[];
      }[];
      traces: {
        becomes: {
          added: string[];
          removed: string[];
        };
        code: string;
        customers: {
          added: string[];
          removed: string[];
        };
        /** @description A UUID, lower case. */
        lotId: string;
        madeOf: {
          added: string[];
          removed: string[];
        };
        shipments: {
          /** @description A whole number of base units, as text. */
          before: string;
          customerId: string | null;
          /** @description A movement: `<document id>.<line>`. */
          id: string;
          /** @description A whole number of base units, as text. */
          now: string;
          orderId: string | null;
        }[];
        sku: string;
      }[];
      /** @description A whole number of base units, as text. */
      unpicked: string;
      /** @description A whole number of base units, as text. */
      voided: string;
    };
    return: {
      /** @description A UUID, lower case. */
      customerId?: string;
      /** Format: uuid */
      id?: string;
      lines: {
        /** @description A UUID, lower case. */
        itemId: string;
        /** @description A UUID, lower case. */
        lotId?: string;
        /** @description A UUID, lower case. */
        orderLineId?: string;
        /** @description A UUID, lower case. */
        ownerId?: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        serials?: string[];
      }[];
      number?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      siteId: string;
    };
    "return-answer": {
      /** @description A UUID, lower case. */
      documentId: string;
      lines: {
        certainty: ("certain" | "possible") | null;
        /** @description Which movement of the document. */
        line: number;
        lotIds: string[];
        /** @enum {unknown} */
        matched: "order" | "customer" | "nothing";
        orderLineId: string | null;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        serial?: string;
        /** @description Which line of the command, from 1. */
        source: number;
      }[];
    };
    "revoke-key": {
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      keyId: string;
      /** Format: date-time */
      occurredAt?: string;
    };
    "revoke-key-answer": {
      /** @description A UUID, lower case. */
      keyId: string;
    };
    "run-report": {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      reportId: string;
    };
    "run-report-answer": {
      /** @description A UUID, lower case. */
      reportId: string;
      /** @description A UUID, lower case. */
      runId: string;
    };
    see_alerts: {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
    };
    "see_alerts-answer": {
      /** Format: date-time */
      seenTo: string;
    };
    "send_again-letters": {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
    };
    "send_again-letters-answer": {
      /** @description How many are sent again. */
      letters: number;
    };
    "send-test_mail": {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
    };
    "send-test_mail-answer": {
      /** @description A UUID, lower case. */
      mailId: string;
    };
    "set-account_email": {
      /** @description A UUID, lower case. */
      accountId: string;
      email: string | null;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
    };
    "set-account_email-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
    };
    "set-alert_digest": {
      /** @description A time of the company’s day, HH:MM. */
      at: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description Monday is 1. */
      weekday: number;
    };
    "set-alert_digest-answer": {
      /** @description A time of the company’s day, HH:MM. */
      at: string;
      /** @description Monday is 1. */
      weekday: number;
    };
    "set-alert_reach": {
      /** Format: uuid */
      id?: string;
      mutedUntil?: string | null;
      /** Format: date-time */
      occurredAt?: string;
      reach?: ("app" | "mail" | "daily" | "weekly") | null;
      /** @description A UUID, lower case. */
      ruleId: string;
    };
    "set-alert_reach-answer": {
      /** @description A UUID, lower case. */
      ruleId: string;
    };
    "set-reorder_point": {
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** @description A whole number of base units, as text. */
      least: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      siteId?: string;
    };
    "set-reorder_point-answer": {
      /** @description A UUID, lower case. */
      itemId: string;
      /** @description A whole number of base units, as text. */
      least: string;
      siteId: string | null;
    };
    "set-roles": {
      /** @description A UUID, lower case. */
      accountId: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      roles: ("administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor")[];
    };
    "set-roles-answer": {
      /** @description A UUID, lower case. */
      accountId: string;
      roles: ("administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor")[];
    };
    "set-unit": {
      /** @description A whole number of base units above zero, as text. */
      denominator?: string;
      /** Format: date */
      fromOn: string;
      /** @description GTIN-8, -12, -13 or -14. */
      gtin?: string;
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      itemId: string;
      /** @description A whole number of base units above zero, as text. */
      numerator: string;
      /** Format: date-time */
      occurredAt?: string;
      reason?: string;
      unit: string;
    };
    "set-unit-answer": {
      /** Format: date */
      fromOn: string;
      /** @description A UUID, lower case. */
      itemId: string;
      unit: string;
    };
    ship: {
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      orderId: string;
      overrideReason?: string;
      parcel?: string;
      serials?: {
        /** @description A UUID, lower case. */
        lineId: string;
        /** @description A UUID, lower case. */
        lotId?: string;
        serial: string;
      }[];
    };
    "ship-answer": {
      /** @description A UUID, lower case. */
      orderId: string;
      shipped: {
        /** @description A movement: `<document id>.<line>`. */
        id: string;
        /** @description A UUID, lower case. */
        lineId: string;
        lotId: string | null;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        serial?: string;
      }[];
    };
    "silence-alert": {
      /** @description A UUID, lower case. */
      alertId: string;
      /** Format: uuid */
      id?: string;
      /** Format: date-time */
      occurredAt?: string;
      until: string | null;
    };
    "silence-alert-answer": {
      /** @description A UUID, lower case. */
      alertId: string;
      until: string | null;
    };
    transform: {
      edges?: {
        input: number;
        /** @description A whole number of base units above zero, as text. */
        inputQuantity: string;
        output: number;
        /** @description A whole number of base units above zero, as text. */
        outputQuantity: string;
      }[];
      /** Format: uuid */
      id?: string;
      inputs: {
        /** @description A UUID, lower case. */
        itemId: string;
        /** @description A UUID, lower case. */
        locationId: string;
        /** @description A UUID, lower case. */
        lotId?: string;
        /** @description A UUID, lower case. */
        ownerId?: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        /** @description A whole number of base units above zero, as text. */
        secondQuantity?: string;
        serials?: string[];
      }[];
      /** @enum {unknown} */
      kind: "make" | "repack" | "kit" | "unkit" | "split" | "merge" | "rework";
      /** Format: date-time */
      occurredAt?: string;
      outputs: {
        code: string;
        dates?: {
          /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
          bestBefore?: string;
          /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
          packed?: string;
          /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
          produced?: string;
          /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
          retest?: string;
          /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
          sellBy?: string;
          /** @description A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day. */
          useBy?: string;
        };
        facility?: string;
        /** @description A UUID, lower case. */
        itemId: string;
        /** @description A UUID, lower case. */
        locationId: string;
        /** @description A UUID, lower case, and not the nil UUID. */
        lotId?: string;
        ownCode?: string;
        /** @description A UUID, lower case. */
        ownerId?: string;
        /** @description A whole number of base units above zero, as text. */
        quantity: string;
        regulatoryCode?: string;
        regulatorySource?: string;
        /** @description A whole number of base units above zero, as text. */
        secondQuantity?: string;
        serials?: string[];
      }[];
      /** @description Which units went into which, by their numbers. Left out, all go into the one unit that comes out. */
      parts?: {
        parts: string[];
        serial: string;
      }[];
      /** @description A UUID, lower case. */
      siteId: string;
    };
    "transform-answer": {
      /** @description A UUID, lower case. */
      documentId: string;
      outputs: {
        /** @description A UUID, lower case. */
        lotId: string;
        output: number;
      }[];
    };
    unpick: {
      /** Format: uuid */
      id?: string;
      /** @description A UUID, lower case. */
      lineId?: string;
      /** Format: date-time */
      occurredAt?: string;
      /** @description A UUID, lower case. */
      orderId: string;
      reason?: string;
    };
    "unpick-answer": {
      /** @description A UUID, lower case. */
      orderId: string;
      /** @description A whole number of base units above zero, as text. */
      unpicked: string;
    };
  };
  responses: {
    /** @description What is wrong. */
    Problem: {
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  "get-accounts": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            accounts: {
              /** Format: date-time */
              createdAt: string;
              disabledAt: string | null;
              email: string | null;
              erasedAt: string | null;
              id: string;
              login: string;
              name: string;
              roles: ("administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor")[];
            }[];
          };
        };
      };
    };
  };
  "create-account": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-account"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-account-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "change-own_email": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-own_email"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-own_email-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "change-password": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-password"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-password-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "disable-account": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["disable-account"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["disable-account-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "set-account_email": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["set-account_email"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["set-account_email-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "erase-account": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["erase-account"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["erase-account-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-accounts-own": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            email: string | null;
            id: string;
            login: string;
            name: string;
            roles: ("administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor")[];
          };
        };
      };
    };
  };
  "reset-password": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["reset-password"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["reset-password-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "set-roles": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["set-roles"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["set-roles-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-actors": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            actors: {
              id: string;
              /** @enum {unknown} */
              kind: "person" | "key" | "machine";
              name: string;
            }[];
          };
        };
      };
    };
  };
  "get-alert-receivers": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            receivers: {
              hasEmail: boolean;
              id: string;
              name: string;
              roles: string[];
            }[];
          };
        };
      };
    };
  };
  "get-alert-rules": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            rules: {
              attribute: string | null;
              attributeTitle: string | null;
              days: number;
              id: string;
              isOn: boolean;
              /** @enum {unknown} */
              kind: "expiring" | "below_reorder" | "held_long" | "delivery_overdue" | "order_waiting" | "document_missing" | "drift" | "job_failed";
              mutedUntil: string | null;
              name: string;
              open: number;
              people: {
                id: string;
                name: string;
              }[];
              /** @enum {unknown} */
              reach: "app" | "mail" | "daily" | "weekly";
              roles: ("administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor")[];
              site: string | null;
              siteId: string | null;
            }[];
          };
        };
      };
    };
  };
  "create-alert_rule": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-alert_rule"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-alert_rule-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "change-alert_rule": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-alert_rule"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-alert_rule-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-alerts": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        kind?: "expiring" | "below_reorder" | "held_long" | "delivery_overdue" | "order_waiting" | "document_missing" | "drift" | "job_failed";
        limit?: string;
        openedFrom?: string;
        openedTo?: string;
        role?: string;
        ruleId?: string;
        sort?: "openedAt" | "-openedAt";
        which?: "open" | "closed" | "all";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              attribute: string | null;
              closedAt: string | null;
              code: string;
              day: string | null;
              id: string;
              itemId: string | null;
              /** @enum {unknown} */
              kind: "expiring" | "below_reorder" | "held_long" | "delivery_overdue" | "order_waiting" | "document_missing" | "drift" | "job_failed";
              lotId: string | null;
              number: string | null;
              /** Format: date-time */
              openedAt: string;
              rule: string;
              ruleId: string;
              sku: string | null;
              subjectId: string | null;
              unit: string | null;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "set-alert_digest": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["set-alert_digest"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["set-alert_digest-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-alerts-reach": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            at: string;
            email: string | null;
            isMailSetUp: boolean;
            rules: {
              attribute: string | null;
              chosen: ("app" | "mail" | "daily" | "weekly") | null;
              days: number;
              isOn: boolean;
              /** @enum {unknown} */
              kind: "expiring" | "below_reorder" | "held_long" | "delivery_overdue" | "order_waiting" | "document_missing" | "drift" | "job_failed";
              mutedUntil: string | null;
              name: string;
              open: number;
              ruleId: string;
              ruleMutedUntil: string | null;
              site: string | null;
              /** @enum {unknown} */
              usual: "app" | "mail" | "daily" | "weekly";
            }[];
            silences: {
              alertId: string;
              code: string;
              itemId: string | null;
              /** @enum {unknown} */
              kind: "expiring" | "below_reorder" | "held_long" | "delivery_overdue" | "order_waiting" | "document_missing" | "drift" | "job_failed";
              lotId: string | null;
              rule: string;
              sku: string | null;
              subjectId: string | null;
              /** Format: date */
              until: string;
            }[];
            timeZone: string;
            weekday: number;
          };
        };
      };
    };
  };
  "set-alert_reach": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["set-alert_reach"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["set-alert_reach-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  see_alerts: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["see_alerts"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["see_alerts-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "silence-alert": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["silence-alert"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["silence-alert-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-alerts-unread": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            latest: {
              attribute: string | null;
              closedAt: string | null;
              code: string;
              day: string | null;
              id: string;
              isUnread: boolean;
              itemId: string | null;
              /** @enum {unknown} */
              kind: "expiring" | "below_reorder" | "held_long" | "delivery_overdue" | "order_waiting" | "document_missing" | "drift" | "job_failed";
              lotId: string | null;
              number: string | null;
              /** Format: date-time */
              openedAt: string;
              rule: string;
              ruleId: string;
              sku: string | null;
              subjectId: string | null;
              unit: string | null;
            }[];
            open: number;
            unread: number;
          };
        };
      };
    };
  };
  "get-announcements": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        expectedFrom?: string;
        expectedTo?: string;
        item?: string;
        itemId?: string;
        kind?: "purchase_order" | "advance_notice";
        limit?: string;
        number?: string;
        q?: string;
        site?: string;
        siteId?: string;
        sort?: "id" | "-id" | "number" | "-number" | "expectedOn" | "-expectedOn";
        state?: "open" | "expected" | "closed";
        supplier?: string;
        supplierId?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              closed: boolean;
              expectedOn: string | null;
              id: string;
              /** @enum {unknown} */
              kind: "purchase_order" | "advance_notice";
              number: string;
              site: string | null;
              siteId: string;
              /** @enum {unknown} */
              status: "open" | "partly_received" | "received" | "closed";
              supplier: string;
              supplierId: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  announce: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["announce"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["announce-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-announcements-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            closed: boolean;
            expectedOn: string | null;
            history: {
              actorId: string;
              documentId: string;
              field: string;
              kind: string;
              new: string | null;
              /** Format: date-time */
              occurredAt: string;
              old: string | null;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
            }[];
            id: string;
            /** @enum {unknown} */
            kind: "purchase_order" | "advance_notice";
            lines: {
              announced: string;
              id: string;
              itemId: string;
              line: number;
              lotCode: string | null;
              name: string;
              received: string;
              sku: string;
              unit: string;
            }[];
            number: string;
            site: string | null;
            siteId: string;
            /** @enum {unknown} */
            status: "open" | "partly_received" | "received" | "closed";
            supplier: string;
            supplierId: string;
          };
        };
      };
    };
  };
  change_announcement: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change_announcement"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change_announcement-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  close_announcement: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["close_announcement"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["close_announcement-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  reopen_announcement: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["reopen_announcement"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["reopen_announcement-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-availability": {
    parameters: {
      query?: {
        after?: string;
        channelId?: string;
        customerId?: string;
        itemId?: string;
        leastOn?: string;
        limit?: string;
        lotId?: string;
        on?: string;
        ownerId?: string;
        siteId?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            rows: {
              available: string;
              fitting: string;
              itemId: string;
              leastOn: string | null;
              onHand: string;
              ownerId: string;
              reserved: string;
              saleOn: string;
              site: string;
              siteId: string;
              sku: string;
              unit: string;
            }[];
          };
        };
      };
    };
  };
  "get-balances": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        bindingWithin?: string;
        item?: string;
        itemId?: string;
        limit?: string;
        location?: string;
        locationId?: string;
        lot?: string;
        lotId?: string;
        owner?: string;
        ownerId?: string;
        receiptId?: string;
        site?: string;
        siteId?: string;
        sort?: "item" | "-item" | "sku" | "-sku" | "lot" | "-lot" | "location" | "-location" | "bindingOn" | "-bindingOn" | "quantity" | "-quantity";
        state?: "free" | "picked" | "held" | "in_transit" | "quarantine" | "staging" | "receiving" | "returns" | "expired" | "unknown_lot";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              bindingOn: string | null;
              currency: string | null;
              free: string;
              held: string;
              holds: number;
              itemId: string;
              location: string;
              locationId: string;
              lot: string | null;
              lotId: string;
              name: string;
              owner: string | null;
              ownerId: string;
              picked: string;
              possiblyGone: string;
              quantity: string;
              /** @enum {unknown} */
              role: "storage" | "receiving" | "staging" | "quarantine" | "returns" | "outside";
              site: string;
              siteId: string;
              sku: string;
              unit: string;
              value: string | null;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "get-changes": {
    parameters: {
      query?: {
        after?: string;
        limit?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            changes: {
              actorId: string;
              answer: {
                [key: string]: unknown;
              };
              corrects: string | null;
              documentId: string;
              kind: string;
              /** Format: date-time */
              occurredAt: string;
              position: string;
              /** Format: date-time */
              recordedAt: string;
            }[];
            next: string;
          };
        };
      };
    };
  };
  "stream-changes": {
    parameters: {
      query?: {
        after?: string;
        kinds?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "text/event-stream": string;
        };
      };
    };
  };
  "get-channels": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: null;
            rows: {
              closedAt: string | null;
              code: string;
              id: string;
              leastLifeDays: number | null;
              name: string;
              /** @enum {unknown} */
              policy: "fefo" | "fifo" | "fewest_lots";
              transitDays: number;
            }[];
          };
        };
      };
    };
  };
  create_channel: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create_channel"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create_channel-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  change_channel: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change_channel"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change_channel-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  correct: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["correct"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["correct-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  resolve: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["resolve"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["resolve-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-decisions-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            agrees: boolean;
            documentId: string;
            rows: {
              again: {
                bindingOn: string | null;
                free: string;
                location: string | null;
                locationId: string;
                lot: string | null;
                lotId: string | null;
                receivedOn: string | null;
                serials?: string[];
                taken: string;
                useByOn: string | null;
                /** @enum {unknown} */
                why: "taken" | "held" | "too_short" | "use_by_passed" | "not_wanted" | "not_pickable" | "lot_uncertain" | "kept_for_others" | "not_needed";
              }[];
              asked: string;
              decided: {
                bindingOn: string | null;
                free: string;
                location: string | null;
                locationId: string;
                lot: string | null;
                lotId: string | null;
                receivedOn: string | null;
                serials?: string[];
                taken: string;
                useByOn: string | null;
                /** @enum {unknown} */
                why: "taken" | "held" | "too_short" | "use_by_passed" | "not_wanted" | "not_pickable" | "lot_uncertain" | "kept_for_others" | "not_needed";
              }[];
              documentId: string;
              itemId: string;
              lineId: string;
              need: {
                leastOn: string | null;
                /** Format: date */
                saleOn: string;
                wantedLotId: string | null;
              };
              /** @enum {unknown} */
              policy: "fefo" | "fifo" | "fewest_lots";
              scanned: boolean;
              sku: string | null;
              unit: string | null;
              /** @enum {unknown} */
              verdict: "agrees" | "another_choice" | "other_movements" | "other_rules";
            }[];
          };
        };
      };
    };
  };
  "get-demo": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            confirmation: string;
            done: number;
            mayLoad: boolean;
            of: number;
            others: number;
            /** @enum {unknown} */
            state: "none" | "loading" | "loaded" | "failed";
            stays: {
              accounts: number;
              alertRules: number;
              keys: number;
              reports: number;
              views: number;
              webhooks: number;
            } | null;
            until: string | null;
          };
        };
      };
    };
  };
  "get-document-kinds": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            kinds: string[];
          };
        };
      };
    };
  };
  "get-documents": {
    parameters: {
      query?: {
        actorId?: string;
        after?: string;
        before?: string;
        corrects?: string;
        kind?: string;
        limit?: string;
        occurredFrom?: string;
        occurredTo?: string;
        recordedFrom?: string;
        recordedTo?: string;
        sort?: "recordedAt" | "-recordedAt" | "occurredAt" | "-occurredAt";
        state?: "correction";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              about: string | null;
              aboutId: string | null;
              aboutKind: ("order" | "receipt" | "return" | "announcement" | "lot" | "serial" | "item" | "partner" | "location" | "channel" | "alert_rule") | null;
              actorId: string;
              answer: {
                [key: string]: unknown;
              };
              corrects: string | null;
              documentId: string;
              id: string;
              kind: string;
              /** Format: date-time */
              occurredAt: string;
              position: string | null;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "get-documents-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            about: string | null;
            aboutId: string | null;
            aboutKind: ("order" | "receipt" | "return" | "announcement" | "lot" | "serial" | "item" | "partner" | "location" | "channel" | "alert_rule") | null;
            actorId: string;
            answer: {
              [key: string]: unknown;
            };
            correctedBy: string[];
            corrects: string | null;
            documentId: string;
            kind: string;
            /** Format: date-time */
            occurredAt: string;
            position: string | null;
            reason: string | null;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
    };
  };
  "get-documents-id-corrections": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            by: {
              actorId: string;
              documentId: string;
              kind: string;
              lines: number[];
              /** Format: date-time */
              occurredAt: string;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
            }[];
            did: {
              documentId: string;
              entered?: {
                documentId: string;
                line: number;
                quantity: string | null;
                unit: string | null;
              }[];
              holds: string[];
              lines: number;
              merged: {
                intoLotId: string;
                lotId: string;
              }[];
              outlasts: {
                /** Format: date */
                inputLastsTo: string;
                inputLotId: string;
                lastsTo: string | null;
                lotId: string;
              }[];
              renamed: {
                changed: string[];
                lotId: string;
                values?: {
                  field: string;
                  new: string | null;
                  old: string | null;
                }[];
              }[];
              traces: {
                becomes: {
                  added: string[];
                  removed: string[];
                };
                code: string;
                customers: {
                  added: string[];
                  removed: string[];
                };
                lotId: string;
                madeOf: {
                  added: string[];
                  removed: string[];
                };
                shipments: {
                  before: string;
                  customerId: string | null;
                  id: string;
                  now: string;
                  orderId: string | null;
                }[];
                sku: string;
              }[];
              unpicked: string;
              voided: string;
            } | null;
            of: {
              actorId: string;
              documentId: string;
              kind: string;
              /** Format: date-time */
              occurredAt: string;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
            }[];
          };
        };
      };
    };
  };
  "get-documents-id-lines": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            id: string;
            kind: string;
            lines: {
              correctable: boolean;
              correctedBy: string[];
              corrects: {
                documentId: string;
                line: number;
              } | null;
              first: {
                candidates: {
                  lot: string;
                  lotId: string;
                }[];
                from: string;
                fromLocationId: string;
                itemId: string;
                lot: string | null;
                lotId: string | null;
                quantity: string;
                secondQuantity: string | null;
                secondUnit: string | null;
                serial: string | null;
                sku: string;
                to: string;
                toLocationId: string;
                unit: string;
              };
              kind: string;
              line: number;
              name: string;
              parts: {
                candidates: {
                  lot: string;
                  lotId: string;
                }[];
                from: string;
                fromLocationId: string;
                itemId: string;
                lot: string | null;
                lotId: string | null;
                quantity: string;
                secondQuantity: string | null;
                secondUnit: string | null;
                serial: string | null;
                sku: string;
                to: string;
                toLocationId: string;
                unit: string;
              }[];
            }[];
            /** Format: date-time */
            occurredAt: string;
          };
        };
      };
    };
  };
  "get-export-file": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/pdf": unknown;
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
          "text/csv": string;
        };
      };
    };
  };
  "ready-export": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": {
          asked: {
            [key: string]: string;
          };
          columns: {
            /** @enum {unknown} */
            as?: "text" | "number" | "day" | "moment" | "name" | "flags";
            heading: string;
            none?: string;
            of: string;
            words?: {
              [key: string]: string;
            };
          }[];
          filters?: string[];
          /** @enum {unknown} */
          format: "csv" | "xlsx" | "pdf";
          id: string;
          list: string;
          ticked?: {
            [key: string]: string;
          }[];
          title: string;
          zone?: string;
        };
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            address: string;
            id: string;
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "get-find": {
    parameters: {
      query: {
        q: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            rows: {
              code: string;
              detail: string;
              id: string;
              isExact: boolean;
              /** @enum {unknown} */
              kind: "item" | "lot" | "serial" | "order" | "partner" | "location" | "receipt" | "return" | "announcement";
            }[];
          };
        };
      };
    };
  };
  "get-holds": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        covers?: string;
        item?: string;
        itemId?: string;
        limit?: string;
        location?: string;
        locationId?: string;
        lot?: string;
        lotId?: string;
        placedFrom?: string;
        placedTo?: string;
        serialId?: string;
        sort?: "placedAt" | "-placedAt" | "id" | "-id";
        supplier?: string;
        supplierId?: string;
        which?: "standing" | "released" | "all";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              documentId: string;
              id: string;
              itemId: string;
              location: string | null;
              locationId: string | null;
              lot: string | null;
              lotId: string | null;
              /** Format: date-time */
              placedAt: string;
              placedBy: string | null;
              quantity: string;
              reason: string;
              releasedAt: string | null;
              releasedBy: string | null;
              releaseReason: string | null;
              /** @enum {unknown} */
              scope: "lot" | "lot_in_location" | "serial" | "item_supplier";
              serial: string | null;
              serialId: string | null;
              sku: string;
              supplier: string | null;
              supplierId: string | null;
              unit: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  hold: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["hold"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["hold-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  release: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["release"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["release-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-import-documents": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        importId?: string;
        limit?: string;
        outcome?: "made" | "changed" | "already" | "refused" | "undone" | "kept";
        sort?: "nth" | "-nth";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              documentId: string | null;
              importId: string;
              key: string;
              nth: number;
              outcome: ("made" | "changed" | "already" | "refused" | "undone" | "kept") | null;
              row: number;
              says: string | null;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "get-import-kinds": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            kinds: {
              columns: {
                choices: string[];
                isNeeded: boolean;
                name: string;
                type: string;
              }[];
              /** @enum {unknown} */
              name: "items" | "partners" | "locations" | "lots" | "receipts" | "orders" | "shipments" | "returns";
              whyKept: string | null;
            }[];
          };
        };
      };
    };
  };
  "get-imports": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        kind?: "items" | "partners" | "locations" | "lots" | "receipts" | "orders" | "shipments" | "returns";
        limit?: string;
        sort?: "sentAt" | "-sentAt";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              by: string | null;
              documents: number;
              done: number;
              endedAt: string | null;
              failure: string | null;
              id: string;
              /** @enum {unknown} */
              kind: "items" | "partners" | "locations" | "lots" | "receipts" | "orders" | "shipments" | "returns";
              name: string;
              sentAt: string;
              /** @enum {unknown} */
              state: "open" | "judging" | "judged" | "running" | "done" | "stopped" | "undoing" | "undone";
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "send-import": {
    parameters: {
      query: {
        id: string;
        kind: "items" | "partners" | "locations" | "lots" | "receipts" | "orders" | "shipments" | "returns";
        name: string;
      };
    };
    requestBody: {
      content: {
        "application/gzip": unknown;
        "application/octet-stream": unknown;
        "text/csv": unknown;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            id: string;
          };
        };
      };
    };
  };
  "get-imports-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            already: number;
            beganAt: string | null;
            by: string | null;
            bytes: number;
            changed: number;
            documents: number;
            done: number;
            endedAt: string | null;
            failure: string | null;
            fixes: number;
            hasFile: boolean;
            id: string;
            kept: number;
            /** @enum {unknown} */
            kind: "items" | "partners" | "locations" | "lots" | "receipts" | "orders" | "shipments" | "returns";
            leavesOut: boolean;
            made: number;
            name: string;
            reading: {
              dates: ("ymd" | "dmy" | "mdy") | null;
              decimal: ("." | ",") | null;
              encoding: string;
              places: {
                [key: string]: number;
              };
              /** @enum {unknown} */
              separator: "," | ";" | "\t" | "|";
            };
            refused: number;
            report: {
              already: number;
              applied: number;
              changes: {
                after: string;
                before: string;
                column: string;
                key: string;
                row: number;
              }[];
              changing: number;
              creating: number;
              documents: number;
              failing: number;
              notApplied: number;
              repeated: number;
              rows: number;
              unread: string[];
              wrong: number;
            } | null;
            sentAt: string;
            /** @enum {unknown} */
            state: "open" | "judging" | "judged" | "running" | "done" | "stopped" | "undoing" | "undone";
            undone: number;
          };
        };
      };
    };
  };
  "forget-import": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: never;
  };
  "get-imports-id-causes": {
    parameters: {
      query: {
        sort: "wrong" | "refused";
      };
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            causes: {
              cause: string;
              column: string;
              count: number;
              values: {
                count: number;
                found: string;
                rows: number[];
              }[];
            }[];
            left: number;
          };
        };
      };
    };
  };
  "import-check": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: never;
  };
  "get-import-failing": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "text/csv": string;
        };
      };
    };
  };
  "import-fixes": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          fixes: {
            column: string;
            found?: string;
            row?: number;
            value: string;
          }[];
        };
      };
    };
    responses: never;
  };
  "get-imports-id-look": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            dates: ("ymd" | "dmy" | "mdy") | null;
            decimal: ("." | ",") | null;
            guesses: {
              at: number;
              column: string;
              confidence: number;
            }[];
            header: string[];
            rows: string[][];
          };
        };
      };
    };
  };
  "import-reading": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          dates: ("ymd" | "dmy" | "mdy") | null;
          decimal: ("." | ",") | null;
          encoding: string;
          places: {
            [key: string]: number;
          };
          /** @enum {unknown} */
          separator: "," | ";" | "\t" | "|";
        };
      };
    };
    responses: never;
  };
  "import-run": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          leavesOut: boolean;
        };
      };
    };
    responses: never;
  };
  "import-stop": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: never;
  };
  "import-undo": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          reason: string;
        };
      };
    };
    responses: never;
  };
  "get-items": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        gtin?: string;
        limit?: string;
        ownerId?: string;
        q?: string;
        sku?: string;
        sort?: "sku" | "-sku" | "name" | "-name" | "id" | "-id";
        state?: "open" | "closed";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              baseUnit: string;
              /** @enum {unknown} */
              bindingDate: "use_by_or_best_before" | "use_by" | "best_before" | "sell_by" | "retest" | "none";
              closed: boolean;
              currency: string | null;
              description: string | null;
              gtin: string | null;
              id: string;
              leastReceiptDays: number | null;
              name: string;
              owner: string | null;
              ownerId: string;
              secondUnit: string | null;
              segregationClass: string | null;
              shelfLifeDays: number | null;
              sku: string;
              stocked: boolean;
              value: string | null;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "create-item": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-item"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-item-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-items-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            history: {
              actorId: string;
              documentId: string;
              field: string;
              kind: string;
              new: string | null;
              /** Format: date-time */
              occurredAt: string;
              old: string | null;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
            }[];
            item: {
              baseUnit: string;
              /** @enum {unknown} */
              bindingDate: "use_by_or_best_before" | "use_by" | "best_before" | "sell_by" | "retest" | "none";
              closed: boolean;
              currency: string | null;
              description: string | null;
              gtin: string | null;
              id: string;
              leastReceiptDays: number | null;
              name: string;
              ownerId: string;
              secondUnit: string | null;
              segregationClass: string | null;
              shelfLifeDays: number | null;
              sku: string;
              stocked: boolean;
              value: string | null;
            };
            modes: {
              /** Format: date */
              fromOn: string;
              /** @enum {unknown} */
              mode: "none" | "lot" | "serial" | "lot+serial" | "serial_at_shipment";
            }[];
            units: {
              denominator: string;
              /** Format: date */
              fromOn: string;
              gtin: string | null;
              numerator: string;
              unit: string;
            }[];
          };
        };
      };
    };
  };
  "get-items-id-look-alikes": {
    parameters: {
      query: {
        code: string;
      };
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            lookAlikes: {
              code: string;
              lotId: string;
              origin: string | null;
              originId: string;
              /** @enum {unknown} */
              why: "same" | "case" | "characters" | "one_edit";
            }[];
          };
        };
      };
    };
  };
  "change-item": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-item"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-item-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "change-tracking-mode": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-tracking-mode"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-tracking-mode-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "set-unit": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["set-unit"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["set-unit-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-keys": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            keys: {
              accountId: string;
              /** Format: date-time */
              createdAt: string;
              expiresAt: string | null;
              id: string;
              lastUsedAt: string | null;
              name: string;
              revokedAt: string | null;
              scopes: string[];
            }[];
          };
        };
      };
    };
  };
  "create-key": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-key"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-key-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "revoke-key": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["revoke-key"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["revoke-key-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-locations": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        ids?: string;
        kind?: "site" | "zone" | "bin" | "vehicle" | "transit" | "supplier" | "customer" | "production" | "loss" | "destruction" | "opening";
        limit?: string;
        parent?: string;
        parentId?: string;
        partner?: string;
        partnerId?: string;
        q?: string;
        role?: "storage" | "receiving" | "staging" | "quarantine" | "returns" | "outside";
        site?: string;
        siteId?: string;
        sort?: "code" | "-code" | "name" | "-name" | "id" | "-id";
        state?: "open" | "closed";
        which?: "own" | "outside" | "all";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              closed: boolean;
              code: string;
              id: string;
              /** @enum {unknown} */
              kind: "site" | "zone" | "bin" | "vehicle" | "transit" | "supplier" | "customer" | "production" | "loss" | "destruction" | "opening";
              name: string;
              oneLot: boolean;
              oneOwner: boolean;
              own: boolean;
              parent: string | null;
              parentId: string | null;
              partner: string | null;
              partnerId: string | null;
              path: string[];
              /** @enum {unknown} */
              role: "storage" | "receiving" | "staging" | "quarantine" | "returns" | "outside";
              segregationClass: string | null;
              site: string | null;
              siteId: string | null;
              timeZone: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "create-location": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-location"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-location-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-locations-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            children: {
              closed: boolean;
              code: string;
              id: string;
              /** @enum {unknown} */
              kind: "site" | "zone" | "bin" | "vehicle" | "transit" | "supplier" | "customer" | "production" | "loss" | "destruction" | "opening";
              name: string;
              oneLot: boolean;
              oneOwner: boolean;
              own: boolean;
              parentId: string | null;
              partnerId: string | null;
              /** @enum {unknown} */
              role: "storage" | "receiving" | "staging" | "quarantine" | "returns" | "outside";
              segregationClass: string | null;
              siteId: string | null;
              timeZone: string;
            }[];
            history: {
              actorId: string;
              documentId: string;
              field: string;
              kind: string;
              new: string | null;
              /** Format: date-time */
              occurredAt: string;
              old: string | null;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
            }[];
            location: {
              closed: boolean;
              code: string;
              id: string;
              /** @enum {unknown} */
              kind: "site" | "zone" | "bin" | "vehicle" | "transit" | "supplier" | "customer" | "production" | "loss" | "destruction" | "opening";
              name: string;
              oneLot: boolean;
              oneOwner: boolean;
              own: boolean;
              parentId: string | null;
              partnerId: string | null;
              /** @enum {unknown} */
              role: "storage" | "receiving" | "staging" | "quarantine" | "returns" | "outside";
              segregationClass: string | null;
              siteId: string | null;
              timeZone: string;
            };
          };
        };
      };
    };
  };
  "change-location": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-location"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-location-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "close-location": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["close-location"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["close-location-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-locations-tree": {
    parameters: {
      query?: {
        siteId?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            locations: {
              depth: number;
              location: {
                closed: boolean;
                code: string;
                id: string;
                /** @enum {unknown} */
                kind: "site" | "zone" | "bin" | "vehicle" | "transit" | "supplier" | "customer" | "production" | "loss" | "destruction" | "opening";
                name: string;
                oneLot: boolean;
                oneOwner: boolean;
                own: boolean;
                parentId: string | null;
                partnerId: string | null;
                /** @enum {unknown} */
                role: "storage" | "receiving" | "staging" | "quarantine" | "returns" | "outside";
                segregationClass: string | null;
                siteId: string | null;
                timeZone: string;
              };
            }[];
          };
        };
      };
    };
  };
  "get-lot-attributes": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            attributes: {
              choices: string[] | null;
              name: string;
              title: string;
              /** @enum {unknown} */
              type: "text" | "number" | "date" | "yes_no" | "choice";
            }[];
          };
        };
      };
    };
  };
  "define-attribute": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["define-attribute"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["define-attribute-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-lots": {
    parameters: {
      query?: {
        after?: string;
        attribute?: string;
        before?: string;
        bindingFrom?: string;
        bindingTo?: string;
        code?: string;
        expiringBefore?: string;
        item?: string;
        itemId?: string;
        limit?: string;
        origin?: string;
        originId?: string;
        q?: string;
        receivedFrom?: string;
        receivedTo?: string;
        sort?: "id" | "-id" | "code" | "-code" | "bindingOn" | "-bindingOn" | "receivedOn" | "-receivedOn" | "sku" | "-sku";
        state?: "known" | "unknown" | "merged";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              attributes: {
                [key: string]: string;
              };
              bestBeforeDerived: boolean;
              bindingOn: string | null;
              code: string;
              dates: {
                bestBefore: string | null;
                packed: string | null;
                produced: string | null;
                retest: string | null;
                sellBy: string | null;
                useBy: string | null;
              };
              facility: string | null;
              id: string;
              itemId: string;
              itemName: string;
              mergedIntoId: string | null;
              origin: string | null;
              originId: string;
              ownCode: string | null;
              receivedOn: string | null;
              regulatoryCode: string | null;
              regulatorySource: string | null;
              sku: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "create-lot": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-lot"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-lot-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-lots-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            attributes: {
              name: string;
              title: string;
              /** @enum {unknown} */
              type: "text" | "number" | "date" | "yes_no" | "choice";
              value: string;
            }[];
            history: {
              actorId: string;
              documentId: string;
              field: string;
              kind: string;
              new: string | null;
              /** Format: date-time */
              occurredAt: string;
              old: string | null;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
            }[];
            lot: {
              bestBeforeDerived: boolean;
              bindingOn: string | null;
              code: string;
              dates: {
                bestBefore: string | null;
                packed: string | null;
                produced: string | null;
                retest: string | null;
                sellBy: string | null;
                useBy: string | null;
              };
              facility: string | null;
              id: string;
              itemId: string;
              itemName: string;
              mergedIntoId: string | null;
              originId: string;
              ownCode: string | null;
              receivedOn: string | null;
              regulatoryCode: string | null;
              regulatorySource: string | null;
              sku: string;
            };
            mergedFromIds: string[];
          };
        };
      };
    };
  };
  "get-lots-id-look-alikes": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            lookAlikes: {
              code: string;
              lotId: string;
              /** @enum {unknown} */
              why: "case" | "characters" | "one_edit";
            }[];
          };
        };
      };
    };
  };
  change_lot: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change_lot"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change_lot-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  merge_lots: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["merge_lots"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["merge_lots-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-mail": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            failing: number;
            lastSentAt: string | null;
            letters: {
              attempts: number;
              id: string;
              lastError: string | null;
              /** Format: date-time */
              madeAt: string;
              nextAttemptAt: string | null;
              sentAt: string | null;
              stoppedAt: string | null;
              subject: string;
              to: string | null;
            }[];
            setup: {
              /** Format: date-time */
              at: string;
              from: string;
              problem: string | null;
              publicUrl: string | null;
              server: string;
            } | null;
            stopped: number;
            waiting: number;
          };
        };
      };
    };
  };
  "send_again-letters": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["send_again-letters"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["send_again-letters-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "send-test_mail": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["send-test_mail"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["send-test_mail-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-movements": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        documentId?: string;
        from?: string;
        fromId?: string;
        item?: string;
        itemId?: string;
        kind?: string;
        limit?: string;
        location?: string;
        locationId?: string;
        lot?: string;
        lotId?: string;
        occurredFrom?: string;
        occurredTo?: string;
        owner?: string;
        ownerId?: string;
        partner?: string;
        partnerId?: string;
        referenceId?: string;
        serialId?: string;
        sort?: "occurredAt" | "-occurredAt" | "id" | "-id" | "quantity" | "-quantity";
        to?: string;
        toId?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              actorId: string | null;
              candidateIds: string[];
              corrects: string | null;
              documentId: string;
              enteredQuantity: string | null;
              enteredUnit: string | null;
              from: string;
              fromLocationId: string;
              id: string;
              itemId: string;
              kind: string;
              line: number;
              lot: string | null;
              lotId: string | null;
              /** Format: date-time */
              occurredAt: string;
              owner: string | null;
              ownerId: string;
              position: string | null;
              quantity: string;
              reason: string | null;
              recordedAt: string | null;
              referenceId: string | null;
              secondQuantity: string | null;
              serial: string | null;
              serialId: string | null;
              sku: string;
              to: string;
              toLocationId: string;
              unit: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "get-names": {
    parameters: {
      query: {
        ids: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            rows: {
              detail: string | null;
              id: string;
              /** @enum {unknown} */
              kind: "order" | "lot" | "item" | "partner" | "location" | "channel" | "document" | "account" | "hold";
              name: string;
              unit: string | null;
            }[];
          };
        };
      };
    };
  };
  opening: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["opening"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["opening-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-orders": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        channel?: string;
        channelId?: string;
        customer?: string;
        customerId?: string;
        item?: string;
        itemId?: string;
        limit?: string;
        lot?: string;
        lotId?: string;
        number?: string;
        placedFrom?: string;
        placedTo?: string;
        q?: string;
        site?: string;
        siteId?: string;
        sort?: "placedAt" | "-placedAt" | "number" | "-number" | "id" | "-id";
        state?: "reserved" | "picked" | "packed" | "shipped" | "delivered" | "cancelled" | "guest";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              channel: string;
              channelId: string;
              customer: string | null;
              customerCode: string | null;
              customerId: string;
              id: string;
              lines: number;
              number: string;
              /** Format: date-time */
              placedAt: string;
              site: string | null;
              siteId: string;
              /** @enum {unknown} */
              state: "placed" | "waiting" | "partly_reserved" | "reserved" | "partly_picked" | "picked" | "packed" | "partly_shipped" | "shipped" | "delivered" | "partly_returned" | "returned" | "cancelled";
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  place_order: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["place_order"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["place_order-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-orders-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            changes: {
              actorId: string;
              after: string | null;
              before: string | null;
              change: string | null;
              documentId: string;
              line: number | null;
              lineId: string | null;
              /** Format: date-time */
              occurredAt: string;
              reason: string | null;
              /** @enum {unknown} */
              what: "quantity" | "added" | "customer";
            }[];
            channel: string;
            channelId: string;
            customer: string | null;
            customerCode: string | null;
            customerId: string;
            decisions: {
              decided: {
                asked: string;
                behind?: {
                  bindingOn: string | null;
                  free: string;
                  locationId: string;
                  lotId: string | null;
                  receivedOn: string | null;
                  useByOn: string | null;
                }[];
                considered: {
                  bindingOn: string | null;
                  free: string;
                  location: string | null;
                  locationId: string;
                  lot: string | null;
                  lotId: string | null;
                  receivedOn: string | null;
                  serials?: string[];
                  taken: string;
                  useByOn: string | null;
                  /** @enum {unknown} */
                  why: "taken" | "held" | "too_short" | "use_by_passed" | "not_wanted" | "not_pickable" | "lot_uncertain" | "kept_for_others" | "not_needed";
                }[];
                itemId: string;
                lineId: string;
                need: {
                  leastOn: string | null;
                  /** Format: date */
                  saleOn: string;
                  wantedLotId: string | null;
                };
                others?: {
                  leastOn: string | null;
                  quantity: string;
                  /** Format: date */
                  saleOn: string;
                  wantedLotId: string | null;
                }[];
                /** @enum {unknown} */
                policy: "fefo" | "fifo" | "fewest_lots";
                policyVersion: number;
                poolVersion: string;
                /** @constant */
                scanned?: true;
                sku: string | null;
                unit: string | null;
              }[];
              documentId: string;
            }[];
            documentId: string;
            id: string;
            lines: {
              id: string;
              itemId: string;
              line: number;
              name: string;
              ordered: string;
              owner: string | null;
              ownerId: string;
              picked: string;
              reserved: string;
              returned: string;
              shipped: string;
              short: string;
              sku: string;
              unit: string;
              wantedLot: string | null;
              wantedLotId: string | null;
            }[];
            movements: {
              candidates: {
                lot: string;
                lotId: string;
              }[];
              corrects: string | null;
              documentId: string;
              from: string;
              fromLocationId: string;
              id: string;
              itemId: string;
              kind: string;
              lineId: string;
              lot: string | null;
              lotId: string | null;
              /** Format: date-time */
              occurredAt: string;
              quantity: string;
              serial: string | null;
              serialId: string | null;
              sku: string;
              to: string;
              toLocationId: string;
              unit: string;
            }[];
            number: string;
            /** Format: date-time */
            placedAt: string;
            shipTo: {
              address: string | null;
              country: string | null;
              name: string | null;
            } | null;
            site: string;
            siteId: string;
            /** @enum {unknown} */
            state: "placed" | "waiting" | "partly_reserved" | "reserved" | "partly_picked" | "picked" | "packed" | "partly_shipped" | "shipped" | "delivered" | "partly_returned" | "returned" | "cancelled";
            steps: {
              actorId: string;
              documentId: string;
              /** Format: date-time */
              occurredAt: string;
              parcel: string | null;
              /** @enum {unknown} */
              step: "packed" | "shipped" | "delivered" | "cancelled";
            }[];
          };
        };
      };
    };
  };
  "get-orders-id-replay": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            agrees: boolean;
            orderId: string;
            rows: {
              again: {
                bindingOn: string | null;
                free: string;
                location: string | null;
                locationId: string;
                lot: string | null;
                lotId: string | null;
                receivedOn: string | null;
                serials?: string[];
                taken: string;
                useByOn: string | null;
                /** @enum {unknown} */
                why: "taken" | "held" | "too_short" | "use_by_passed" | "not_wanted" | "not_pickable" | "lot_uncertain" | "kept_for_others" | "not_needed";
              }[];
              asked: string;
              decided: {
                bindingOn: string | null;
                free: string;
                location: string | null;
                locationId: string;
                lot: string | null;
                lotId: string | null;
                receivedOn: string | null;
                serials?: string[];
                taken: string;
                useByOn: string | null;
                /** @enum {unknown} */
                why: "taken" | "held" | "too_short" | "use_by_passed" | "not_wanted" | "not_pickable" | "lot_uncertain" | "kept_for_others" | "not_needed";
              }[];
              documentId: string;
              itemId: string;
              lineId: string;
              need: {
                leastOn: string | null;
                /** Format: date */
                saleOn: string;
                wantedLotId: string | null;
              };
              /** @enum {unknown} */
              policy: "fefo" | "fifo" | "fewest_lots";
              scanned: boolean;
              sku: string | null;
              unit: string | null;
              /** @enum {unknown} */
              verdict: "agrees" | "another_choice" | "other_movements" | "other_rules";
            }[];
          };
        };
      };
    };
  };
  "get-orders-id-suggestion": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            lines: {
              asked: string;
              behind?: {
                bindingOn: string | null;
                free: string;
                locationId: string;
                lotId: string | null;
                receivedOn: string | null;
                useByOn: string | null;
              }[];
              considered: {
                bindingOn: string | null;
                free: string;
                location: string | null;
                locationId: string;
                lot: string | null;
                lotId: string | null;
                receivedOn: string | null;
                serials?: string[];
                taken: string;
                useByOn: string | null;
                /** @enum {unknown} */
                why: "taken" | "held" | "too_short" | "use_by_passed" | "not_wanted" | "not_pickable" | "lot_uncertain" | "kept_for_others" | "not_needed";
              }[];
              itemId: string;
              lineId: string;
              need: {
                leastOn: string | null;
                /** Format: date */
                saleOn: string;
                wantedLotId: string | null;
              };
              others?: {
                leastOn: string | null;
                quantity: string;
                /** Format: date */
                saleOn: string;
                wantedLotId: string | null;
              }[];
              /** @enum {unknown} */
              policy: "fefo" | "fifo" | "fewest_lots";
              policyVersion: number;
              poolVersion: string;
              /** @constant */
              scanned?: true;
              sku: string | null;
              unit: string | null;
            }[];
            orderId: string;
          };
        };
      };
    };
  };
  cancel_order: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["cancel_order"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["cancel_order-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  change_order: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change_order"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change_order-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  deliver: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["deliver"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["deliver-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  pack: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["pack"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["pack-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  pick: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["pick"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["pick-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  reserve: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["reserve"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["reserve-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  reserve_waiting: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["reserve_waiting"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["reserve_waiting-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  ship: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ship"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["ship-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  unpick: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["unpick"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["unpick-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-orders-waiting": {
    parameters: {
      query?: {
        after?: string;
        itemId?: string;
        limit?: string;
        siteId?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            rows: {
              channel: string;
              channelId: string;
              customer: string | null;
              customerCode: string | null;
              customerId: string;
              itemId: string;
              line: number;
              lineId: string;
              number: string;
              ordered: string;
              orderId: string;
              /** Format: date-time */
              placedAt: string;
              setAside: string;
              shipped: string;
              short: string;
              site: string;
              siteId: string;
              sku: string;
              unit: string;
            }[];
          };
        };
      };
    };
  };
  "get-partners": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        limit?: string;
        q?: string;
        role?: "supplier" | "customer" | "owner";
        sort?: "code" | "-code" | "name" | "-name" | "id" | "-id";
        state?: "open" | "closed";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              closed: boolean;
              code: string;
              customer: boolean;
              id: string;
              leastLifeDays: number | null;
              name: string | null;
              owner: boolean;
              self: boolean;
              supplier: boolean;
              transitDays: number | null;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "create-partner": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-partner"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-partner-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-partners-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            detail: {
              address: string | null;
              country: string | null;
              email: string | null;
              phone: string | null;
            };
            history: {
              actorId: string;
              documentId: string;
              field: string;
              kind: string;
              new: string | null;
              /** Format: date-time */
              occurredAt: string;
              old: string | null;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
            }[];
            partner: {
              closed: boolean;
              code: string;
              customer: boolean;
              id: string;
              leastLifeDays: number | null;
              name: string | null;
              owner: boolean;
              self: boolean;
              supplier: boolean;
              transitDays: number | null;
            };
          };
        };
      };
    };
  };
  "change-partner": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-partner"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-partner-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "erase-partner": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["erase-partner"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["erase-partner-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-receipts": {
    parameters: {
      query?: {
        after?: string;
        announcementId?: string;
        before?: string;
        item?: string;
        itemId?: string;
        limit?: string;
        lot?: string;
        lotId?: string;
        number?: string;
        occurredFrom?: string;
        occurredTo?: string;
        q?: string;
        site?: string;
        siteId?: string;
        sort?: "occurredAt" | "-occurredAt" | "number" | "-number" | "id" | "-id";
        supplier?: string;
        supplierId?: string;
        supplierLotCode?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              announcement: string | null;
              announcementId: string | null;
              id: string;
              lines: number;
              number: string;
              /** Format: date-time */
              occurredAt: string;
              /** Format: date-time */
              recordedAt: string;
              site: string | null;
              siteId: string;
              supplier: string;
              supplierId: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  receipt: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["receipt"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["receipt-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-receipts-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            actorId: string;
            announcement: string | null;
            announcementId: string | null;
            id: string;
            lines: {
              announcementLineId: string | null;
              belowLeastLifeReason: string | null;
              enteredQuantity: string | null;
              enteredUnit: string | null;
              itemId: string;
              line: number;
              location: string;
              locationId: string;
              lot: string | null;
              lotId: string | null;
              name: string;
              owner: string | null;
              ownerId: string;
              quantity: string | null;
              sku: string;
              supplierLotCode: string | null;
              unit: string;
            }[];
            number: string;
            /** Format: date-time */
            occurredAt: string;
            reason: string | null;
            /** Format: date-time */
            recordedAt: string;
            site: string;
            siteId: string;
            supplier: string;
            supplierId: string;
          };
        };
      };
    };
  };
  "get-reorder-points": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            points: {
              expected: string;
              itemId: string;
              least: string;
              name: string;
              onHand: string;
              site: string | null;
              siteId: string | null;
              sku: string;
              unit: string;
            }[];
          };
        };
      };
    };
  };
  "set-reorder_point": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["set-reorder_point"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["set-reorder_point-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-report-runs": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        dueFrom?: string;
        dueTo?: string;
        limit?: string;
        reportId?: string;
        sort?: "dueAt" | "-dueAt";
        state?: "waiting" | "done" | "failed";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              attempts: number;
              bytes: string | null;
              /** Format: date-time */
              dueAt: string;
              endedAt: string | null;
              failure: string | null;
              /** @enum {unknown} */
              format: "csv" | "xlsx" | "pdf";
              hasFile: boolean;
              id: string;
              letters: number;
              report: string;
              reportId: string;
              rows: number | null;
              /** @enum {unknown} */
              state: "waiting" | "done" | "failed";
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "get-reports": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            reports: {
              at: string;
              /** @enum {unknown} */
              every: "day" | "week" | "month";
              /** @enum {unknown} */
              format: "csv" | "xlsx" | "pdf";
              id: string;
              isOwn: boolean;
              isPaused: boolean;
              last: {
                bytes: string | null;
                /** Format: date-time */
                dueAt: string;
                failure: string | null;
                hasFile: boolean;
                id: string;
                rows: number | null;
                /** @enum {unknown} */
                state: "waiting" | "done" | "failed";
              } | null;
              list: string;
              mailTo: string[];
              name: string;
              nextAt: string | null;
              onDay: number;
              owner: string | null;
              page: string;
              people: {
                hasMail: boolean;
                id: string;
                name: string;
              }[];
              stopped: ("owner_closed" | "not_permitted") | null;
              view: string;
              viewId: string;
              zone: string;
            }[];
          };
        };
      };
    };
  };
  "create-report": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-report"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-report-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "change-report": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-report"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-report-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "remove-report": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["remove-report"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["remove-report-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "run-report": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["run-report"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["run-report-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-returns": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        customer?: string;
        customerId?: string;
        item?: string;
        itemId?: string;
        limit?: string;
        lot?: string;
        lotId?: string;
        occurredFrom?: string;
        occurredTo?: string;
        q?: string;
        site?: string;
        siteId?: string;
        sort?: "occurredAt" | "-occurredAt" | "number" | "-number" | "id" | "-id";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              customer: string | null;
              customerCode: string | null;
              customerId: string;
              id: string;
              lines: number;
              number: string;
              /** Format: date-time */
              occurredAt: string;
              /** Format: date-time */
              recordedAt: string;
              site: string | null;
              siteId: string;
              unmatched: number;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  return: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["return"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["return-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-returns-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            actorId: string;
            customer: string | null;
            customerCode: string | null;
            customerId: string;
            id: string;
            lines: {
              candidates: {
                lot: string;
                lotId: string;
              }[];
              certainty: ("certain" | "possible") | null;
              correctedBy: string[];
              from: string;
              fromLocationId: string;
              id: string;
              itemId: string;
              line: number;
              location: string;
              locationId: string;
              lot: string | null;
              lotId: string | null;
              /** @enum {unknown} */
              matched: "order" | "customer" | "nothing";
              name: string;
              order: string | null;
              orderId: string | null;
              orderLine: number | null;
              orderLineId: string | null;
              owner: string | null;
              ownerId: string;
              quantity: string;
              role: string;
              serial: string | null;
              serialId: string | null;
              sku: string;
              unit: string;
            }[];
            number: string;
            /** Format: date-time */
            occurredAt: string;
            reason: string | null;
            /** Format: date-time */
            recordedAt: string;
            site: string;
            siteId: string;
          };
        };
      };
    };
  };
  "get-roles": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            roles: {
              /** @enum {unknown} */
              name: "administrator" | "manager" | "quality" | "operator" | "viewer" | "auditor";
              permissions: string[];
            }[];
          };
        };
      };
    };
  };
  "get-serials": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        code?: string;
        item?: string;
        itemId?: string;
        limit?: string;
        location?: string;
        locationId?: string;
        lot?: string;
        lotId?: string;
        partner?: string;
        partnerId?: string;
        q?: string;
        site?: string;
        siteId?: string;
        sort?: "id" | "-id" | "code" | "-code";
        state?: "in_stock" | "outside" | "held" | "picked";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              aliases: string[];
              code: string;
              held: string;
              id: string;
              itemId: string;
              /** @enum {unknown} */
              kind: "site" | "zone" | "bin" | "vehicle" | "transit" | "supplier" | "customer" | "production" | "loss" | "destruction" | "opening";
              location: string;
              locationId: string;
              lot: string | null;
              lotId: string | null;
              owner: string | null;
              ownerId: string;
              partner: string | null;
              partnerId: string | null;
              pickedFor: string | null;
              /** @enum {unknown} */
              role: "storage" | "receiving" | "staging" | "quarantine" | "returns" | "outside";
              siteId: string | null;
              sku: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "get-serials-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            aliases: string[];
            code: string;
            held: string;
            holds: {
              documentId: string;
              id: string;
              /** Format: date-time */
              placedAt: string;
              reason: string;
              releasedAt: string | null;
              releaseReason: string | null;
            }[];
            id: string;
            itemId: string;
            /** @enum {unknown} */
            kind: "site" | "zone" | "bin" | "vehicle" | "transit" | "supplier" | "customer" | "production" | "loss" | "destruction" | "opening";
            location: string;
            locationId: string;
            lot: string | null;
            lotId: string | null;
            movements: {
              actorId: string;
              corrects: string | null;
              documentId: string;
              from: string;
              fromLocationId: string;
              id: string;
              kind: string;
              lot: string | null;
              lotId: string | null;
              /** Format: date-time */
              occurredAt: string;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
              referenceId: string | null;
              to: string;
              toLocationId: string;
            }[];
            owner: string | null;
            ownerId: string;
            partner: string | null;
            partnerId: string | null;
            pickedFor: string | null;
            /** @enum {unknown} */
            role: "storage" | "receiving" | "staging" | "quarantine" | "returns" | "outside";
            siteId: string | null;
            sku: string;
          };
        };
      };
    };
  };
  "get-serials-id-parts": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            id: string;
            itemId: string;
            parts: {
              at: string;
              depth: number;
              documentId: string;
              id: string;
              itemId: string;
              locationId: string;
              lot: string | null;
              lotId: string | null;
              putIn: boolean;
              serial: string;
              sku: string;
            }[];
            serial: string;
            sku: string;
            wholes: {
              at: string;
              depth: number;
              documentId: string;
              id: string;
              itemId: string;
              locationId: string;
              lot: string | null;
              lotId: string | null;
              putIn: boolean;
              serial: string;
              sku: string;
            }[];
          };
        };
      };
    };
  };
  alias_serial: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["alias_serial"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["alias_serial-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-shipments": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        customer?: string;
        customerId?: string;
        item?: string;
        itemId?: string;
        limit?: string;
        lot?: string;
        lotId?: string;
        orderLineId?: string;
        serialId?: string;
        shippedFrom?: string;
        shippedTo?: string;
        sort?: "shippedAt" | "-shippedAt" | "id" | "-id" | "quantity" | "-quantity";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              candidateIds: string[];
              customer: string | null;
              customerId: string | null;
              customerName: string | null;
              documentId: string;
              id: string;
              itemId: string;
              lot: string | null;
              lotId: string | null;
              order: string | null;
              orderId: string | null;
              orderLineId: string | null;
              quantity: string;
              serial: string | null;
              serialId: string | null;
              /** Format: date-time */
              shippedAt: string;
              siteId: string | null;
              sku: string;
              standing: string;
              unit: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  "get-stock": {
    parameters: {
      query?: {
        after?: string;
        bindingWithin?: string;
        by?: "item" | "lot" | "location" | "owner" | "site";
        item?: string;
        itemId?: string;
        limit?: string;
        location?: string;
        locationId?: string;
        lot?: string;
        lotId?: string;
        owner?: string;
        ownerId?: string;
        site?: string;
        siteId?: string;
        state?: "free" | "picked" | "held" | "in_transit" | "quarantine" | "staging" | "receiving" | "returns" | "expired" | "unknown_lot";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            rows: {
              available: string | null;
              code: string | null;
              free: string;
              held: string;
              id: string;
              lots: number;
              name: string | null;
              picked: string;
              quantity: string;
              reserved: string | null;
            }[];
          };
        };
      };
    };
  };
  adjust: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["adjust"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["adjust-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-stock-as-of": {
    parameters: {
      query?: {
        after?: string;
        at?: string;
        item?: string;
        itemId?: string;
        knownAt?: string;
        limit?: string;
        location?: string;
        locationId?: string;
        lot?: string;
        lotId?: string;
        owner?: string;
        ownerId?: string;
        position?: string;
        role?: "storage" | "receiving" | "staging" | "quarantine" | "returns";
        site?: string;
        siteId?: string;
        state?: "picked" | "not_picked" | "held" | "not_held" | "in_transit" | "quarantine" | "staging" | "receiving" | "returns" | "unknown_lot";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            at: string | null;
            next: string | null;
            position: string | null;
            rows: {
              bindingOn: string | null;
              held: string;
              itemId: string;
              kind: string;
              location: string;
              locationId: string;
              lot: string | null;
              lotId: string;
              owner: string | null;
              ownerId: string;
              picked: string;
              possiblyGone: string;
              quantity: string;
              role: string;
              site: string | null;
              siteId: string | null;
              sku: string;
            }[];
          };
        };
      };
    };
  };
  dispose: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["dispose"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["dispose-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-stock-ending": {
    parameters: {
      query: {
        bindingWithin?: string;
        from: string;
        item?: string;
        itemId?: string;
        location?: string;
        locationId?: string;
        lot?: string;
        lotId?: string;
        owner?: string;
        ownerId?: string;
        site?: string;
        siteId?: string;
        state?: "free" | "picked" | "held" | "in_transit" | "quarantine" | "staging" | "receiving" | "returns" | "expired" | "unknown_lot";
        to: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            before: {
              currency: string | null;
              held: string;
              lots: number;
              quantity: string;
              unit: string;
              value: string | null;
            }[];
            days: {
              /** Format: date */
              day: string;
              sums: {
                currency: string | null;
                held: string;
                lots: number;
                quantity: string;
                unit: string;
                value: string | null;
              }[];
            }[];
          };
        };
      };
    };
  };
  move: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["move"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["move-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-stock-reserved": {
    parameters: {
      query?: {
        after?: string;
        at?: string;
        item?: string;
        itemId?: string;
        knownAt?: string;
        limit?: string;
        owner?: string;
        ownerId?: string;
        position?: string;
        site?: string;
        siteId?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            at: string | null;
            next: string | null;
            position: string | null;
            rows: {
              itemId: string;
              lines: number;
              owner: string | null;
              ownerId: string;
              reserved: string;
              site: string;
              siteId: string;
              sku: string;
              unit: string;
            }[];
          };
        };
      };
    };
  };
  "get-system": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            backup: {
              /** Format: date-time */
              at: string;
              rows: number;
            } | null;
            check: {
              /** Format: date-time */
              at: string;
              differences: number;
              first: {
                kept: string | null;
                key: string;
                rebuilt: string | null;
                what: string;
              }[];
              seconds: number | null;
            } | null;
            database: {
              bytes: string;
              server: string;
            };
            findings: {
              mend: string;
              ok: boolean;
              says: string;
              what: string;
            }[];
            jobs: {
              failingSince: string | null;
              failures: number;
              lastError: string | null;
              name: string;
              /** Format: date-time */
              ranAt: string;
            }[];
            mail: {
              isSetUp: boolean;
              stopped: number;
              waiting: number;
            };
            migrations: {
              /** Format: date-time */
              appliedAt: string;
              name: string;
              number: number;
            }[];
            node: string;
            /** Format: date-time */
            now: string;
            record: {
              last: string;
              oldestWaiting: string | null;
              waiting: number;
            };
            /** Format: date-time */
            startedAt: string;
            version: string;
            webhooks: {
              all: number;
              behind: number;
              failing: number;
              stopped: number;
            };
          };
        };
      };
    };
  };
  "get-trace": {
    parameters: {
      query: {
        code?: string;
        direction: "forward" | "back";
        from: "lot" | "serial" | "order" | "receipt" | "supplier_lot" | "customer";
        id?: string;
        itemId?: string;
        limit?: string;
        position?: string;
        supplierId?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            customers: {
              certainty: "certain" | "possible";
              customer: string | null;
              customerId: string;
              itemId: string;
              name: string | null;
              possible: string;
              returned: string;
              shipped: string;
              sku: string;
              unit: string;
            }[];
            direction: string;
            edges: {
              documentId: string;
              inputLot: string;
              inputLotId: string;
              inputQuantity: string;
              outputLot: string;
              outputLotId: string;
              outputQuantity: string;
            }[];
            holders: {
              customer: string | null;
              customerId: string;
              lot: string;
              lot_id: string;
              name: string | null;
              quantity: string;
              sku: string;
            }[];
            lots: {
              addsUp: boolean;
              bindingOn: string | null;
              code: string;
              depth: number;
              id: string;
              itemId: string;
              mergedIntoId: string | null;
              origin: string;
              originCode: string | null;
              possiblyOut: string;
              quantities: {
                backAtSupplier: string;
                consumed: string;
                destroyed: string;
                found: string;
                inTransit: string;
                lost: string;
                made: string;
                onHand: string;
                opening: string;
                picked: string;
                received: string;
                returned: string;
                shipped: string;
                withCustomers: string;
              };
              sku: string;
              unit: string;
            }[];
            open: {
              /** @enum {unknown} */
              certainty: "certain" | "possible";
              customer: string | null;
              customerId: string;
              itemId: string;
              lineId: string;
              lotIds: string[];
              lots: string[];
              order: string;
              orderId: string;
              quantity: string;
              site: string | null;
              siteId: string;
              sku: string;
              /** @enum {unknown} */
              state: "picked" | "wanted" | "reserved";
            }[];
            possible: {
              customer: string | null;
              customerId: string | null;
              id: string;
              lot: string;
              lot_id: string;
              ofStart: boolean;
              oneOf: number;
              order: string | null;
              orderId: string | null;
              quantity: string;
              serial: string | null;
              serialId: string | null;
              shippedAt: string;
              sku: string;
            }[];
            possibleReturns: {
              customer: string | null;
              customerId: string | null;
              id: string;
              lot: string;
              lot_id: string;
              ofStart: boolean;
              oneOf: number;
              order: string | null;
              orderId: string | null;
              quantity: string;
              returnedAt: string;
              serial: string | null;
              serialId: string | null;
              sku: string;
            }[];
            receipts: {
              id: string;
              lot: string;
              lot_id: string;
              number: string | null;
              ofStart: boolean;
              quantity: string;
              receivedAt: string;
              sku: string;
              supplier: string | null;
              supplierId: string | null;
              supplierLotCode: string | null;
            }[];
            reserved: {
              itemId: string;
              quantity: string;
              site: string | null;
              siteId: string;
              sku: string;
            }[];
            returns: {
              customer: string | null;
              customerId: string | null;
              id: string;
              lot: string;
              lot_id: string;
              ofStart: boolean;
              order: string | null;
              orderId: string | null;
              quantity: string;
              returnedAt: string;
              serial: string | null;
              serialId: string | null;
              sku: string;
            }[];
            shipments: {
              customer: string | null;
              customerId: string | null;
              id: string;
              lot: string;
              lot_id: string;
              ofStart: boolean;
              order: string | null;
              orderId: string | null;
              quantity: string;
              serial: string | null;
              serialId: string | null;
              shippedAt: string;
              sku: string;
            }[];
            start: {
              code: string | null;
              from: string;
              id: string | null;
              lotIds: string[];
            };
            stock: {
              held: string;
              location: string;
              locationId: string;
              lot: string;
              lot_id: string;
              owner: string | null;
              ownerId: string;
              picked: string;
              quantity: string;
              site: string | null;
              siteId: string;
              sku: string;
            }[];
            totals: {
              customers: number;
              edges: number;
              holders: number;
              lots: number;
              open: number;
              possible: number;
              possibleReturns: number;
              receipts: number;
              reserved: number;
              returns: number;
              shipments: number;
              stock: number;
              unitMovements?: number;
              units?: number;
            };
            unitMovements?: {
              documentId: string;
              from: string;
              id: string;
              kind: string;
              occurredAt: string;
              order: string | null;
              orderId: string | null;
              receipt: string | null;
              serial: string;
              serialId: string;
              to: string;
            }[];
            units?: {
              itemId: string;
              location: string | null;
              locationId: string | null;
              lot: string | null;
              lot_id: string | null;
              partner: string | null;
              partnerId: string | null;
              serial: string;
              serialId: string;
              sku: string;
            }[];
          };
        };
      };
    };
  };
  "get-transformations": {
    parameters: {
      query?: {
        after?: string;
        before?: string;
        item?: string;
        itemId?: string;
        kind?: "make" | "repack" | "kit" | "unkit" | "split" | "merge" | "rework";
        limit?: string;
        lot?: string;
        lotId?: string;
        occurredFrom?: string;
        occurredTo?: string;
        site?: string;
        siteId?: string;
        sort?: "occurredAt" | "-occurredAt" | "id" | "-id";
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            next: string | null;
            previous: string | null;
            rows: {
              id: string;
              inputs: number;
              /** @enum {unknown} */
              kind: "make" | "repack" | "kit" | "unkit" | "split" | "merge" | "rework";
              /** Format: date-time */
              occurredAt: string;
              outputs: number;
              reason: string | null;
              /** Format: date-time */
              recordedAt: string;
              site: string | null;
              siteId: string;
            }[];
            total: number;
            totalIsExact: boolean;
          };
        };
      };
    };
  };
  transform: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["transform"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["transform-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-transformations-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            actorId: string;
            edges: {
              correctedBy: string | null;
              documentId: string;
              input: string;
              inputItemId: string;
              inputLotId: string;
              inputQuantity: string;
              inputSku: string;
              inputUnit: string;
              output: string;
              outputItemId: string;
              outputLotId: string;
              outputQuantity: string;
              outputSku: string;
              outputUnit: string;
              superseded: boolean;
            }[];
            id: string;
            inputs: {
              itemId: string;
              location: string;
              locationId: string;
              lot: string | null;
              lotId: string | null;
              name: string;
              owner: string | null;
              ownerId: string;
              posted: string;
              quantity: string;
              serials: string[];
              sku: string;
              unit: string;
            }[];
            /** @enum {unknown} */
            kind: "make" | "repack" | "kit" | "unkit" | "split" | "merge" | "rework";
            /** Format: date-time */
            occurredAt: string;
            outputs: {
              itemId: string;
              location: string;
              locationId: string;
              lot: string | null;
              lotId: string | null;
              name: string;
              owner: string | null;
              ownerId: string;
              posted: string;
              quantity: string;
              serials: string[];
              sku: string;
              unit: string;
            }[];
            reason: string | null;
            /** Format: date-time */
            recordedAt: string;
            site: string;
            siteId: string;
            units: {
              input: string;
              inputSerialId: string;
              output: string;
              outputSerialId: string;
            }[];
          };
        };
      };
    };
  };
  "try-correct": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["correct"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["correct-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "try-resolve": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["resolve"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["resolve-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "try-move": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["move"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["move-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-views": {
    parameters: {
      query?: {
        page?: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            views: {
              asked: {
                [key: string]: string;
              };
              by: string | null;
              columns: {
                /** @enum {unknown} */
                as?: "text" | "number" | "day" | "moment" | "name" | "flags";
                heading: string;
                id: string;
                none?: string;
                of: string;
                words?: {
                  [key: string]: string;
                };
              }[];
              filters: string[];
              id: string;
              isOwn: boolean;
              isShared: boolean;
              list: string;
              name: string;
              page: string;
            }[];
          };
        };
      };
    };
  };
  "create-view": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-view"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-view-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-views-id": {
    parameters: {
      path: {
        id: string;
      };
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            asked: {
              [key: string]: string;
            };
            by: string | null;
            columns: {
              /** @enum {unknown} */
              as?: "text" | "number" | "day" | "moment" | "name" | "flags";
              heading: string;
              id: string;
              none?: string;
              of: string;
              words?: {
                [key: string]: string;
              };
            }[];
            filters: string[];
            id: string;
            isOwn: boolean;
            isShared: boolean;
            list: string;
            name: string;
            page: string;
          };
        };
      };
    };
  };
  "change-view": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["change-view"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["change-view-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "remove-view": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["remove-view"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["remove-view-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "get-webhooks": {
    parameters: {
    };
    requestBody?: never;
    responses: {
      200: {
        content: {
          "application/json": {
            last: string;
            webhooks: {
              attempts: number;
              /** Format: date-time */
              createdAt: string;
              id: string;
              kinds: string[];
              lastError: string | null;
              /** Format: date-time */
              nextAttemptAt: string;
              position: string;
              stoppedAt: string | null;
              url: string;
            }[];
          };
        };
      };
    };
  };
  "create-webhook": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["create-webhook"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["create-webhook-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "remove-webhook": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["remove-webhook"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["remove-webhook-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
  "replay-webhook": {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["replay-webhook"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            answer: components["schemas"]["replay-webhook-answer"];
            /** Format: uuid */
            id: string;
            /** @constant */
            repeated?: true;
          };
        };
      };
    };
  };
}
